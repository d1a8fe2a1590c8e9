"""What the record documents of destroyed lesions and of Mohs stages, and the codes that stand for it."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.record.encounter import Lesion
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import Count, benign_growths, count, is_destroyed, keratoses, malignant_code
from cleanskin.rules.mohs.arithmetic import Tumor, first_code, tumors, units_of
from cleanskin.rules.notation import read_visit
from cleanskin.rules.visit import visits_of

DAY = Day(Reference(None), date(2026, 3, 2))


def visit_with(note: str):
    claim, context = read_visit(f"note={note} 99213 L57.0")
    days = {date(2026, 3, 2): DAY}
    return visits_of(claim, days, context)[1]


# The tiers and groups below were written down from the coding rules (DES-5), not read from the code table.
TIERS = (("0.5", 0), ("0.6", 1), ("1.0", 1), ("1.1", 2), ("2.0", 2), ("2.1", 3), ("3.0", 3), ("3.1", 4), ("4.0", 4))
PLACES = (("back", 1726), ("forearm", 1726), ("thigh", 1726), ("scalp", 1727), ("hand", 1727), ("penis", 1727),
          ("neck", 1727), ("nose", 1728), ("cheek", 1728), ("eyelid", 1728), ("ear", 1728))  # fmt: skip


@pytest.mark.parametrize(("place", "family"), PLACES)
@pytest.mark.parametrize(("diameter", "tier"), [*TIERS, ("0.1", 0), ("4.1", 6), ("9", 6)])
def test_a_destroyed_cancer_has_the_code_of_its_site_and_diameter(place, family, diameter, tier):
    lesion = Lesion(site=place, diameter_cm=Decimal(diameter))
    assert malignant_code(lesion, DAY) == f"{family}{tier}"


def test_a_side_before_the_site_does_not_matter():
    assert malignant_code(Lesion(site="left cheek", diameter_cm=Decimal("0.4")), DAY) == "17280"


@pytest.mark.parametrize("site", ["", "wrist", "somewhere"])
def test_a_site_that_tells_no_group_has_no_code(site):
    assert malignant_code(Lesion(site=site, diameter_cm=Decimal(1)), DAY) == ""


def test_without_a_diameter_there_is_no_code():
    assert malignant_code(Lesion(site="back"), DAY) == ""


def test_a_sample_and_a_cosmetic_wish_are_not_destroyed_lesions():
    assert is_destroyed(Lesion(technique="curettage"))
    assert is_destroyed(Lesion(intent="destroy"))
    assert not is_destroyed(Lesion(technique="curettage", intent="sample"))
    assert not is_destroyed(Lesion(technique="laser", intent="cosmetic"))
    assert not is_destroyed(Lesion(technique="excision", intent="destroy"))


def test_lesions_without_a_number_count_as_one_and_say_so():
    assert count([Lesion(count=4), Lesion(count=2)]) == Count(6, True)
    assert count([Lesion(count=4), Lesion()]) == Count(5, False)
    assert count([Lesion(count=0)]) == Count(0, True)


def test_a_destroyed_lesion_without_diagnosis_leaves_the_count_open():
    known = '{"diagnosis":"L57.0","technique":"laser","count":2}'
    assert len(keratoses(visit_with(f'{{"lesions":[{known}]}}'), DAY)) == 1
    assert keratoses(visit_with(f'{{"lesions":[{known},{{"technique":"laser"}}]}}'), DAY) is None


def test_a_record_of_another_day_counts_nothing():
    lesions = '"lesions":[{"diagnosis":"L57.0","technique":"laser"}]'
    assert keratoses(visit_with(f'{{"on":"2026-03-01",{lesions}}}'), DAY) is None


def test_tags_and_vascular_growths_are_no_lesions_of_17110():
    note = ",".join(f'{{"diagnosis":"{code}","technique":"laser"}}' for code in ("L91.8", "D18.01", "B07.8", "L82.0"))
    assert [one.diagnosis for one in benign_growths(visit_with(f'{{"lesions":[{note}]}}'), DAY)] == ["B07.8", "L82.0"]


@pytest.mark.parametrize(
    ("site", "depth", "code"),
    [
        ("scalp", "", "17311"),
        ("hand", "", "17311"),
        ("vulva", "", "17311"),
        ("back", "", "17313"),
        ("forearm", "", "17313"),
        ("back", "into muscle", "17311"),
        ("", "", ""),
    ],
)
def test_site_and_depth_decide_on_the_first_stage(site, depth, code):
    assert first_code(Lesion(site=site, depth=depth), DAY) == code


@pytest.mark.parametrize(
    ("blocks", "extra"), [([4], 0), ([5, 5], 0), ([6], 1), ([7, 3], 2), ([4, 3], 0), ([7, 6, 1], 3)]
)
def test_blocks_are_counted_stage_by_stage(blocks, extra):
    visit = visit_with(f'{{"lesions":[{{"site":"nose","mohs_blocks":{blocks}}}]}}'.replace(" ", ""))
    assert tumors(visit, DAY) == [Tumor("17311", len(blocks), extra)]


def test_two_tumors_add_up_by_family():
    found = [Tumor("17311", 3, 2), Tumor("17313", 1, 0), Tumor("17311", 1, 1)]
    assert units_of(found) == {"17311": 2, "17312": 2, "17313": 1, "17315": 3}


def test_a_tumor_without_stages_leaves_the_count_open():
    assert tumors(visit_with('{"lesions":[{"technique":"mohs"},{"mohs_blocks":[3]}]}'), DAY) is None
