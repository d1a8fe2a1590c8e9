"""Codes of excisions, shaves, destruction and Mohs surgery by size, site, stages and blocks."""

import pytest

from cleanskin.sim.chance import Chance
from cleanskin.sim.clinic.acts import destroy_malignant, shave
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.pooling import all_lines
from cleanskin.sim.clinic.sites import diagnosis_at, spot_at
from cleanskin.sim.clinic.surgery import excise, mohs


@pytest.mark.parametrize(
    ("site", "diameter_mm", "margin_mm", "malignant", "code"),
    [
        ("back_upper", 3, 1, False, "11400"),
        ("back_upper", 8, 1, False, "11401"),
        ("back_upper", 10, 5, True, "11602"),
        ("back_upper", 11, 5, True, "11603"),
        ("scalp", 10, 5, True, "11622"),
        ("cheek", 10, 5, True, "11642"),
        ("forearm", 30, 10, True, "11606"),
        ("hand_dorsum", 8, 1, False, "11421"),
    ],
)
def test_excisions_exc_1_to_3(site: str, diameter_mm: int, margin_mm: int, malignant: bool, code: str) -> None:
    draft = Draft()
    excise(draft, Chance(1), spot_at(site), diameter_mm=diameter_mm, margin_mm=margin_mm, malignant=malignant,
           condition="x", diagnosis="D225")  # fmt: skip
    assert [line.code for line in draft.lines] == [code]
    assert draft.lesions[0].excised_cm is not None
    assert draft.lesions[0].excised_cm * 10 == diameter_mm + 2 * margin_mm


def test_a_small_benign_excision_has_no_layered_closure_exc_6() -> None:
    draft = Draft()
    excise(draft, Chance(1), spot_at("cheek"), diameter_mm=3, margin_mm=1, malignant=False, condition="nevus",
           diagnosis="D2239", closure="intermediate")  # fmt: skip
    assert draft.closures == []
    assert draft.lesions[0].closure == "simple"


def test_a_flap_includes_the_excision_flg_3() -> None:
    draft = Draft()
    excise(draft, Chance(1), spot_at("cheek", "left"), diameter_mm=10, margin_mm=5, malignant=True,
           condition="melanoma", diagnosis="C4339", closure="flap")  # fmt: skip
    assert [line.code[:4] for line in draft.lines] == ["1404"]
    lesion = draft.lesions[0]
    assert lesion.defect_area_sq_cm is not None
    assert lesion.flap_area_sq_cm is not None
    area = lesion.defect_area_sq_cm + lesion.flap_area_sq_cm
    assert draft.lines[0].code == ("14040" if area <= 10 else "14041")


@pytest.mark.parametrize(
    ("site", "first", "more"), [("nose", "17311", "17312"), ("hand_dorsum", "17311", "17312"),
                                ("back_upper", "17313", "17314"), ("shin", "17313", "17314")]
)  # fmt: skip
def test_mohs_stages_and_blocks_moh_2_moh_3(site: str, first: str, more: str) -> None:
    seen = set()
    for seed in range(80):
        draft = Draft()
        mohs(draft, Chance(seed), spot_at(site), diameter_mm=8, condition="basal_cell_carcinoma", diagnosis="C44311",
             closure="second_intention")  # fmt: skip
        blocks = draft.lesions[0].mohs_blocks
        expected = {first: 1}
        if len(blocks) > 1:
            expected[more] = len(blocks) - 1
        extra = sum(max(0, count - 5) for count in blocks)
        if extra:
            expected["17315"] = extra
        assert {line.code: line.units for line in draft.lines} == expected
        seen.add(len(blocks))
    assert {1, 2, 3} <= seen


@pytest.mark.parametrize(
    ("site", "diameter_mm", "code"),
    [("chest", 5, "11300"), ("chest", 6, "11301"), ("neck_side", 10, "11306"), ("nose", 11, "11312")],
)
def test_shaves_go_by_the_lesion_alone_shv_2(site: str, diameter_mm: int, code: str) -> None:
    draft = Draft()
    shave(draft, spot_at(site), diameter_mm=diameter_mm, condition="nevus", diagnosis="D225", waits_days=3,
          triggers=())  # fmt: skip
    assert draft.lines[0].code == code


@pytest.mark.parametrize(
    ("site", "diameter_mm", "code"), [("back_upper", 11, "17262"), ("scalp", 9, "17271"), ("cheek", 20, "17282")]
)
def test_destruction_of_cancers_des_5(site: str, diameter_mm: int, code: str) -> None:
    draft = Draft()
    destroy_malignant(draft, spot_at(site), diameter_mm=diameter_mm, condition="scc_in_situ", diagnosis="D045")
    assert draft.lines[0].code == code


def test_diagnoses_name_site_and_side_dx_3() -> None:
    assert diagnosis_at("C44_BCC", spot_at("ear", "right")) == "C44212"
    assert diagnosis_at("C44_BCC", spot_at("shin", "left")) == "C44719"
    assert diagnosis_at("C44_SCC", spot_at("nose")) == "C44321"
    assert diagnosis_at("D04", spot_at("forearm", "left")) == "D0462"
    assert diagnosis_at("D22", spot_at("cheek", "left")) == "D2239"


def test_a_repair_after_surgery_is_counted_once() -> None:
    draft = Draft()
    excise(draft, Chance(4), spot_at("back_upper"), diameter_mm=10, margin_mm=5, malignant=True, condition="x",
           diagnosis="C44519", closure="intermediate")  # fmt: skip
    codes = [line.code for line in all_lines(draft, "medicare")]
    assert codes[0] == "11602"
    assert codes[1].startswith("1203")
    assert len(codes) == 2
