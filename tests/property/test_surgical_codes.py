"""Laws of the surgical families that hold for any documented lesions, sensible or not."""

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanskin.charge.acts import acts_of, with_ids
from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, families
from cleanskin.note.terms import table
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Encounter, Lesion, Pathology
from cleanskin.reference.dermatology.sites import sites
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
DAY = Day(Reference(None), ON)
TECHNIQUES = (
    "", "tangential", "punch", "incisional", "shave", "excision", "cryosurgery", "electrodesiccation", "curettage",
    "laser", "chemical", "snip", "ligature", "injection", "mohs", "paring", "debridement", "drainage", "puncture",
    "avulsion", "matrixectomy", "expression", "ablation", "clipping", "evacuation",
)  # fmt: skip
FEATURES = (
    "lid_margin", "vermilion", "full_thickness", "partial_thickness", "to_fat", "subcutaneous", "subfascial",
    "by_punch", "called_biopsy", "re_excision", "outside_pathologist", "deep_muscle", "extensive_undermining",
    "no_flap_incisions", "tissue_adhesive", "nail_unit", "nail_matrix", "prepared_bed", "extensive", "division",
    "class_not_stated", "closed_unspecified", "delayed_closure", "done_elsewhere", "frozen_section",
)  # fmt: skip
SURGICAL = {
    "biopsy", "skin_tags", "shave", "excision", "soft_tissue", "site_excision", "destruction_premalignant",
    "destruction_benign", "destruction_vascular", "destruction_malignant", "mohs", "repair", "flap", "graft",
    "one_act_a_lesion",
}  # fmt: skip
FIRST_BIOPSIES = {"11102", "11104", "11106"}

lengths = st.none() | st.decimals(Decimal("0.1"), Decimal(40), places=1)
areas = st.none() | st.decimals(Decimal("0.1"), Decimal(600), places=1)
names = st.sampled_from(["", *sorted(table("condition"))])
lesions = st.builds(
    Lesion,
    site=st.sampled_from(["", *sorted(sites())]),
    side=st.sampled_from(["", "left", "right", "bilateral"]),
    count=st.none() | st.integers(1, 40),
    count_is_vague=st.booleans(),
    diameter_cm=lengths,
    margin_cm=lengths,
    excised_cm=lengths,
    technique=st.sampled_from(TECHNIQUES),
    further_techniques=st.lists(st.sampled_from(TECHNIQUES[1:]), max_size=2).map(tuple),
    intent=st.sampled_from(["", "sample", "remove", "destroy", "treat", "cosmetic"]),
    condition=names,
    certainty=st.sampled_from(["", "suspected", "confirmed"]),
    closure=st.sampled_from(
        ["", "none", "simple", "intermediate", "complex", "flap", "graft", "adhesive", "second_intention"]
    ),
    closure_length_cm=lengths,
    undermining_cm=lengths,
    defect_area_sq_cm=areas,
    flap_area_sq_cm=areas,
    graft_area_sq_cm=areas,
    treated_area_sq_cm=areas,
    flap_kind=st.sampled_from(["", "rotation", "island", "axial_island", "interpolated"]),
    graft_kind=st.sampled_from(["", "full_thickness", "split_thickness", "composite", "pinch", "cell_suspension"]),
    mohs_blocks=st.lists(st.integers(0, 12), max_size=4).map(tuple),
    pathology=st.none()
    | st.builds(Pathology, behavior=st.sampled_from(["", "benign", "malignant", "in_situ", "uncertain", "pending"])),
    features=st.lists(st.sampled_from(FEATURES), max_size=3, unique=True).map(tuple),
    session=st.sampled_from([1, 1, 1, 2]),
)


def drafted(held):
    encounter = with_ids(Encounter(lesions=tuple(held)))
    case = Case(encounter=encounter, payer="medicare", on=ON, day=DAY, acts=acts_of(encounter))
    said = [one for family in families() if family.name in SURGICAL for one in family.draft(case)]
    return case, [one for one in said if isinstance(one, Draft)], said


@example([Lesion(closure="simple", features=("division",)), Lesion(site="tragus")])
@settings(max_examples=150, deadline=None)
@given(st.lists(lesions, max_size=5))
def test_whatever_is_documented_gives_codes_in_force_with_a_reason(held):
    case, lines, said = drafted(held)
    known = {lesion.id for lesion in case.encounter.lesions}
    for line in lines:
        assert DAY.procedure(line.code) is not None, line.code
        assert line.units >= 1
        assert line.why
        assert line.rules
        assert set(line.lesions) <= known
        assert bool(line.waits_for) == (line.due is not None)
    for one in said:
        if isinstance(one, NotReported):
            assert DAY.procedure(one.code) is not None, one.code
            assert one.why
        if isinstance(one, Query):
            assert one.question.endswith(("?", ")"))


@settings(max_examples=150, deadline=None)
@given(st.lists(lesions, max_size=6))
def test_codes_that_exclude_each_other_never_meet(held):
    _, lines, _ = drafted(held)
    for session in {line.session for line in lines}:
        codes = [line.code for line in lines if line.session == session]
        assert sum(codes.count(code) for code in FIRST_BIOPSIES) <= 1
        assert "17004" not in codes or not {"17000", "17003"} & set(codes)
        assert codes.count("17000") <= 1
        assert codes.count("11200") <= 1
        assert codes.count("17106") + codes.count("17107") + codes.count("17108") <= 1


@settings(max_examples=150, deadline=None)
@given(st.lists(lesions, max_size=4))
def test_an_add_on_never_stands_without_a_first_code(held):
    _, lines, _ = drafted(held)
    codes = {line.code for line in lines}
    for line in lines:
        facts = DAY.procedure(line.code)
        if facts is not None and facts.add_on and facts.parents:
            assert set(facts.parents) & codes, line.code


@settings(max_examples=100, deadline=None)
@given(lesions)
def test_one_lesion_has_one_removal(lesion):
    _, lines, _ = drafted([lesion])
    if lesion.count not in (None, 1) or lesion.side == "bilateral":
        return
    removals = {"shave", "excision_benign", "excision_malignant", "excision_soft_tissue", "destruction_benign",
                "destruction_malignant", "destruction_premalignant", "destruction_vascular", "skin_tag_removal"}  # fmt: skip
    found = [line.code for line in lines if DAY.family(line.code) in removals]
    assert len(found) <= 1, found
