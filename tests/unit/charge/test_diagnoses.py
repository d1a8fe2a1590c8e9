"""The diagnosis of lesions, services and problems, and what lines without one borrow."""

from datetime import date

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.diagnoses import diagnosed, with_point
from cleanskin.charge.family import Draft
from cleanskin.charge.lesion_diagnosis import named
from cleanskin.record.coding import Query
from cleanskin.record.encounter import DrugGiven, Encounter, Lesion, Pathology, PriorProcedure, Problem, Service
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
DAY = Day(Reference(None), ON)


def code(condition="", site="", side="", **facts):
    return with_point(named(Lesion(condition=condition, site=site, side=side, **facts), DAY).code)


@pytest.mark.parametrize(
    ("condition", "site", "side", "expected"),
    [
        # place and side (DX-3)
        ("basal_cell_carcinoma", "nose", "", "C44.311"),
        ("basal_cell_carcinoma", "cheek", "left", "C44.319"),
        ("basal_cell_carcinoma", "ear", "right", "C44.212"),
        ("squamous_cell_carcinoma", "shin", "right", "C44.722"),
        ("squamous_cell_carcinoma", "shin", "left", "C44.729"),
        ("squamous_cell_carcinoma", "forearm", "", "C44.621"),
        ("squamous_cell_carcinoma", "scalp", "", "C44.42"),
        ("skin_cancer", "back", "", "C44.509"),
        ("sebaceous_carcinoma", "eyelid_upper", "right", "C44.1321"),
        ("sebaceous_carcinoma", "back", "", "C44.599"),
        ("dfsp", "shoulder", "left", "C44.699"),
        ("dfsp", "", "", "C44.99"),
        ("skin_cancer", "", "", "C44.90"),
        ("basal_cell_carcinoma", "", "", "C44.91"),
        ("melanoma", "back", "", "C43.59"),
        ("melanoma_in_situ", "shoulder", "right", "D03.61"),
        ("scc_in_situ", "hand", "left", "D04.62"),
        ("merkel_cell_carcinoma", "forehead", "", "C4A.39"),
        ("dysplastic_nevus", "back", "", "D22.5"),
        ("nevus", "upper_arm", "left", "D22.62"),
        ("dermatofibroma", "thigh", "right", "D23.71"),
        ("lipoma", "shoulder", "left", "D17.22"),
        ("abscess", "hand", "left", "L02.512"),
        ("furuncle", "neck", "", "L02.12"),
        ("cellulitis", "forearm", "right", "L03.113"),
        ("neurofibroma", "chest", "", "D36.14"),
        ("chalazion", "eyelid_upper", "right", "H00.11"),
        # no place in the code
        ("actinic_keratosis", "scalp", "", "L57.0"),
        ("skin_tag", "neck", "", "L91.8"),
        ("molluscum", "abdomen", "", "B08.1"),
        ("condyloma", "penis", "", "A63.0"),
        ("pilar_cyst", "scalp", "", "L72.11"),
        ("cherry_angioma", "chest", "", "D18.01"),
        ("delusional_parasitosis", "", "", "F22"),
        # warts by place
        ("wart", "hand", "right", "B07.8"),
        ("plantar_wart", "foot", "left", "B07.0"),
        # injuries with their seventh character
        ("laceration", "hand", "left", "S61.412A"),
        ("laceration", "scalp", "", "S01.01XA"),
        ("laceration", "knee", "right", "S81.011A"),
        ("subungual_hematoma", "toe_1", "left", "S90.212A"),
        ("torn_earlobe", "ear", "right", "S01.311A"),
        ("hyperhidrosis", "axilla", "bilateral", "L74.510"),
        ("no_such_condition", "nose", "", ""),
    ],
)
def test_a_condition_at_a_place(condition, site, side, expected):
    assert code(condition, site, side) == expected


@pytest.mark.parametrize(
    ("triggers", "expected"),
    [((), "L82.1"), (("MN-BLEED",), "L82.0"), (("MN-INFL",), "L82.0"), (("MN-RISK",), "L82.1"), (("WK-1",), "L82.1")],
)
def test_a_keratosis_is_inflamed_by_what_is_recorded(triggers, expected):
    assert code("seborrheic_keratosis", "back", technique="cryosurgery", triggers=triggers) == expected


@pytest.mark.parametrize(
    ("lesion", "expected"),
    [
        # what is only suspected is not coded (DX-1)
        ({"condition": "basal_cell_carcinoma", "certainty": "suspected"}, "D49.2"),
        ({"condition": "psoriasis", "certainty": "suspected"}, "R21"),
        ({"condition": "melanoma", "pathology": Pathology(behavior="pending")}, "D49.2"),
        ({"technique": "tangential", "intent": "sample"}, "D49.2"),
        ({"technique": "punch", "intent": "sample", "condition": "nevus"}, "D49.2"),
        ({"technique": "punch", "intent": "sample", "condition": "psoriasis"}, "L40.0"),
        # the result decides, also against what was thought (PTH-4)
        ({"condition": "basal_cell_carcinoma", "certainty": "suspected", "pathology": Pathology(behavior="benign", diagnosis="nevus")}, "D22.5"),
        ({"condition": "nevus", "pathology": Pathology(behavior="in_situ", diagnosis="melanoma_in_situ")}, "D03.59"),
        ({"condition": "nevus", "pathology": Pathology(behavior="uncertain")}, "D48.5"),
        ({"condition": "basal_cell_carcinoma", "certainty": "suspected", "pathology": Pathology(behavior="malignant")}, "C44.519"),
        ({"pathology": Pathology(behavior="malignant")}, "C44.509"),
        ({"pathology": Pathology(behavior="benign")}, "D23.5"),
        ({"condition": "nevus", "pathology": Pathology(diagnosis="C44.519")}, "C44.519"),
        # a known cancer is not made pending by a new sample
        ({"condition": "basal_cell_carcinoma", "certainty": "confirmed", "technique": "tangential", "intent": "sample"}, "C44.519"),
        ({"diagnosis": "L57.0"}, "L57.0"),
        ({}, ""),
    ],
)  # fmt: skip
def test_certainty_and_result(lesion, expected):
    assert code(site="back", **lesion) == expected


def said(encounter, *drafts):
    case = Case(encounter=encounter, payer="medicare", on=ON, day=DAY)
    return list(diagnosed(tuple(drafts), case))


def lines(encounter, *drafts):
    return {one.code: one.icd10 for one in said(encounter, *drafts) if isinstance(one, Draft)}


def test_a_line_has_those_of_its_lesions_each_once():
    encounter = Encounter(
        lesions=(
            Lesion(id="L1", condition="wart", site="hand", side="left"),
            Lesion(id="L2", condition="molluscum"),
            Lesion(id="L3", condition="wart", site="finger"),
        )
    )
    assert lines(encounter, Draft(code="17110", lesions=("L1", "L2", "L3")))["17110"] == ("B07.8", "B08.1")


def test_a_code_that_is_for_one_thing_alone_needs_no_word_of_it():
    encounter = Encounter(lesions=(Lesion(id="L1"),))
    found = lines(encounter, Draft(code="11200", lesions=("L1",)), Draft(code="96573", lesions=("S1",)))
    assert found == {"11200": ("L91.8",), "96573": ("L57.0",)}


def test_a_drug_takes_the_reason_of_what_it_was_given_with():
    encounter = Encounter(
        lesions=(Lesion(id="L1", condition="keloid"), Lesion(id="L2", condition="wart", site="hand")),
        drugs=(DrugGiven(name="triamcinolone"),),
    )
    found = lines(
        encounter,
        Draft(code="11900", lesions=("L1",)),
        Draft(code="17110", lesions=("L2",)),
        Draft(code="J3301", lesions=("D1", "L1")),
    )
    assert found["J3301"] == ("L91.0",)


def test_a_visit_has_its_problems_and_history_comes_with_its_follow_up():
    encounter = Encounter(
        problems=(
            Problem(name="BCC", condition="basal_cell_carcinoma", is_history=True),
            Problem(name="melanoma", condition="melanoma", is_history=True),
        )
    )
    found = lines(encounter, Draft(code="99213", lesions=("P1", "P2")))
    assert found["99213"] == ("Z08", "Z85.828", "Z85.820")
    mixed = Encounter(problems=(*encounter.problems, Problem(name="acne", condition="acne")))
    assert lines(mixed, Draft(code="99213", lesions=("P1", "P3")))["99213"] == ("Z85.828", "L70.0")


def test_stitches_out_are_aftercare_and_an_injury_keeps_its_code():
    encounter = Encounter(services=(Service(kind="suture_removal"),))
    found = lines(encounter, Draft(code="99212"), Draft(code="15853", lesions=("S1",)))
    assert found == {"99212": ("Z48.02",), "15853": ("Z48.02",)}
    injury = Encounter(services=(Service(kind="suture_removal", condition="laceration", site="hand", side="left"),))
    assert lines(injury, Draft(code="15853", lesions=("S1",)))["15853"] == ("S61.412D",)
    later = Encounter(
        lesions=(Lesion(id="L1", condition="laceration", site="scalp"),), prior=(PriorProcedure(relation="aftercare"),)
    )
    assert lines(later, Draft(code="99212", lesions=("L1",)))["99212"] == ("S01.01XD",)


def test_what_a_more_specific_code_needs_is_asked_once():
    encounter = Encounter(
        lesions=(
            Lesion(id="L1", condition="squamous_cell_carcinoma", site="forearm"),
            Lesion(id="L2", condition="basal_cell_carcinoma", site="ear"),
            Lesion(id="L3", condition="basal_cell_carcinoma", site="nose"),
        )
    )
    drafts = [
        Draft(code="17262", lesions=("L1",)),
        Draft(code="17282", lesions=("L2",)),
        Draft(code="17281", lesions=("L3",)),
    ]
    asked = [one for one in said(encounter, *drafts) if isinstance(one, Query)]
    assert [(one.topic, one.lesions) for one in asked] == [("side", ("L1", "L2"))]


def test_a_line_without_reason_is_asked_about():
    asked = [one for one in said(Encounter(), Draft(code="12002")) if isinstance(one, Query)]
    assert [one.topic for one in asked] == ["diagnosis"]
    assert asked[0].codes == ("12002",)


@pytest.mark.parametrize(("bare", "pointed"), [("C44311", "C44.311"), ("F22", "F22"), ("S61412A", "S61.412A")])
def test_codes_are_written_with_their_point(bare, pointed):
    assert with_point(bare) == pointed
