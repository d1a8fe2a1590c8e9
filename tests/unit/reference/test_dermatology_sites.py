"""Sites and their groups, stated by hand from coding-rules.md (ids in the names)."""

import pytest

from cleanskin.reference.dermatology.codes import code_facts
from cleanskin.reference.dermatology.sites import diagnosis_codes, diagnosis_site, site, site_group, zone_fits, zones


def groups(scheme: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for zone in zones().values():
        if scheme in zone.groups:
            found.setdefault(zone.groups[scheme], set()).add(zone.zone)
    return found


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        # simple
        ("scalp", "12001"), ("neck", "12001"), ("axilla", "12001"), ("penis", "12001"), ("back", "12001"),
        ("hand", "12001"), ("foot", "12001"), ("cheek", "12011"), ("ear", "12011"), ("lip_red", "12011"),
        # intermediate
        ("scalp", "12031"), ("axilla", "12031"), ("back", "12031"), ("forearm", "12031"), ("neck", "12041"),
        ("hand", "12041"), ("foot", "12041"), ("vulva", "12041"), ("forehead", "12051"), ("cheek", "12051"),
        # complex
        ("back", "13100"), ("scalp", "13120"), ("upper_arm", "13120"), ("lower_leg", "13120"), ("forehead", "13131"),
        ("cheek", "13131"), ("chin", "13131"), ("mouth", "13131"), ("neck", "13131"), ("axilla", "13131"),
        ("penis", "13131"), ("hand", "13131"), ("foot", "13131"), ("nose", "13151"), ("ear", "13151"), ("lip", "13151"),
        ("eyelid_upper", "13151"),
    ],
)  # fmt: skip
def test_rep_2_groups_differ_by_class(zone, code):
    assert zone_fits(zone, code_facts(code).site_group) is True


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("scalp", "12041"),
        ("neck", "12031"),
        ("hand", "12031"),
        ("scalp", "13131"),
        ("forehead", "13151"),
        ("axilla", "13100"),
        ("cheek", "12001"),
        ("scalp", "17313"),
        ("neck", "11400"),
        ("shoulder", "11420"),
    ],
)
def test_a_zone_of_another_group_does_not_fit(zone, code):
    assert zone_fits(zone, code_facts(code).site_group) is False


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("back", "11301"), ("thigh", "11301"), ("scalp", "11306"), ("neck", "11306"), ("hand", "11306"),
        ("penis", "11306"), ("nose", "11311"), ("mouth", "11311"),
        ("shoulder", "11401"), ("buttock", "11401"), ("axilla", "11401"), ("scalp", "11421"), ("lip_red", "11441"),
        ("mouth", "11441"), ("ear", "11641"), ("foot", "11621"), ("back", "11601"),
        ("back", "17261"), ("neck", "17271"), ("eyelid_lower", "17281"),
        ("scalp", "17311"), ("neck", "17311"), ("toe", "17311"), ("vulva", "17311"), ("lower_leg", "17313"),
        ("abdomen", "14000"), ("thigh", "14020"), ("chin", "14040"), ("nose", "14060"), ("nose", "14301"),
        ("ear", "15260"), ("cheek", "15240"), ("back", "15200"), ("scalp", "15220"), ("mouth", "15576"),
        ("thigh", "27327"), ("hand", "26115"), ("scalp", "21011"), ("back", "21930"),
    ],
)  # fmt: skip
def test_shv_1_exc_3_des_5_moh_2_flg_1_groups(zone, code):
    assert zone_fits(zone, code_facts(code).site_group) is True


def test_exc_3_mucosa_is_only_in_the_benign_excisions():
    assert site_group("mouth", "excision_benign") == "excision_benign/face_mucosa"
    assert site_group("mouth", "excision_malignant") == ""
    assert zone_fits("mouth", "excision_malignant/face") is None


def test_what_no_source_says_is_not_guessed():
    assert zone_fits("wrist", "repair_intermediate/scalp_trunk_limb") is None
    assert zone_fits("shoulder", "repair_complex/trunk") is None
    assert zone_fits("nowhere", "shave/trunk_limb") is None


def test_the_scalp_is_in_other_company_family_by_family():
    assert "hand" in groups("excision_malignant")["scalp_neck_hand_foot_genitalia"]
    assert "upper_arm" in groups("repair_complex")["scalp_arm_leg"]
    assert "back" in groups("repair_intermediate")["scalp_trunk_limb"]
    assert all("scalp" in groups(scheme)[name] for scheme, name in [
        ("excision_malignant", "scalp_neck_hand_foot_genitalia"), ("repair_complex", "scalp_arm_leg"),
        ("repair_intermediate", "scalp_trunk_limb"),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("code", "zone", "side"),
    [
        ("C44212", "ear", "right"),  # DX-3
        ("C44612", "hand", "right"),
        ("C44719", "thigh", "left"),
        ("C44611", "forearm", "unspecified"),  # DX-6
        ("C441121", "eyelid_upper", "right"),
        ("C441192", "eyelid_lower", "left"),
        ("C44311", "nose", ""),
        ("C44319", "cheek", ""),
        ("C4441", "scalp", ""),
        ("C44511", "breast", ""),
        ("D0462", "finger", "left"),
        ("D225", "back", ""),
        ("C4361", "shoulder", "right"),
        ("D1723", "thigh", "right"),
        ("L02411", "axilla", "right"),
    ],
)
def test_dx_3_the_site_and_side_in_a_diagnosis(code, zone, side):
    named = diagnosis_site(code)
    assert zone in named.zones
    assert named.side == side


def test_a_diagnosis_without_a_site_has_none():
    assert diagnosis_site("L570") is None
    assert diagnosis_site("C4490") is None
    assert diagnosis_site("") is None


def test_diagnosis_codes_of_a_zone():
    assert diagnosis_codes("ear", "C44", "left") == ("C44209", "C44219", "C44229", "C44299")
    assert diagnosis_codes("scalp", "D04") == ("D044",)
    assert diagnosis_codes("penis", "C44") == ()


@pytest.mark.parametrize(
    ("name", "zone", "left", "right"),
    [
        ("Upper eyelid", "eyelid_upper", "E1", "E3"),
        ("lower lid", "eyelid_lower", "E2", "E4"),
        ("HELIX", "ear", "LT", "RT"),
        ("great toe", "toe", "TA", "T5"),
        ("ring finger", "finger", "F3", "F8"),
        ("hallux nail", "toenail", "TA", "T5"),
        ("scalp", "scalp", "", ""),
        ("nape", "neck", "", ""),
    ],
)
def test_sites_are_found_by_any_name_and_know_their_sides(name, zone, left, right):
    found = site(name)
    assert (found.zone, found.modifier_left, found.modifier_right) == (zone, left, right)


def test_an_unknown_site_is_none():
    assert site("left of the moon") is None


@pytest.mark.parametrize(
    ("zone", "biopsy"),
    [
        ("lip_red", "40490"),
        ("mouth", "40808"),
        ("ear", "69100"),
        ("ear_canal", "69105"),
        ("nose_inside", "30100"),
        ("penis", "54100"),
        ("vulva", "56605"),
        ("conjunctiva", "68100"),
        ("fingernail", "11755"),
        ("tongue", "41100"),
    ],
)
def test_bx_9_site_specific_biopsies(zone, biopsy):
    assert biopsy in zones()[zone].biopsy_codes
    assert zones()["cheek"].biopsy_codes == ()
