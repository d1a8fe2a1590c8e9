"""Levels by decision making and by time, against the table EM-1 and published worked examples restated in own words."""

from datetime import date

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.level import visit_level
from cleanskin.charge.evaluation.visit_kind import visit_kind
from cleanskin.record.encounter import Encounter, Problem, VisitFacts
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days

ON = date(2026, 3, 2)
DAY = Days(Reference(None))[ON]


def level(problems, *, minutes=None, payer="medicare", new=False, orders=(), **facts):
    encounter = Encounter(
        new_patient=new, minutes=minutes, problems=tuple(problems), visit=VisitFacts(**facts), orders=orders
    )
    case = Case(encounter, payer, ON, DAY)
    return visit_level(case, visit_kind(case), encounter.problems)


def problem(condition, status="", *management, **more):
    return Problem(name=condition, condition=condition, status=status, management=management, **more)


STRAIGHTFORWARD, LOW, MODERATE, HIGH = 1, 2, 3, 4

EXAMPLES = {
    "keratosis reassured": (STRAIGHTFORWARD, [problem("seborrheic_keratosis", "", "reassurance")], {}),
    "two minor problems, sunscreen advice": (
        STRAIGHTFORWARD,
        [problem("nevus", "", "counselling"), problem("seborrheic_keratosis")],
        {},
    ),
    "psoriasis found, no treatment wished": (STRAIGHTFORWARD, [problem("psoriasis", "new", "observation")], {}),
    "keratoses cleared after a cream, watched": (
        STRAIGHTFORWARD,
        [problem("actinic_keratosis", "resolved", "observation")],
        {},
    ),
    "acne of a month with a prescription": (LOW, [problem("acne", "acute", "rx started")], {}),
    "poison ivy with a prescription": (LOW, [problem("poison_ivy", "", "rx started")], {}),
    "history of three cancers, sunscreen from the shelf": (
        LOW,
        [problem("melanoma", is_history=True), problem("basal_cell_carcinoma", "", "otc", is_history=True)],
        {},
    ),
    "two stable diseases refilled": (
        MODERATE,
        [problem("psoriasis", "stable", "rx continued"), problem("acne", "stable", "rx continued")],
        {},
    ),
    "one stable disease refilled": (LOW, [problem("rosacea", "stable", "rx continued")], {}),
    "flare with a change of drug": (MODERATE, [problem("atopic_dermatitis", "worse", "rx changed")], {}),
    "eczema of unknown course, flaring": (LOW, [problem("eczema", "worse", "rx started")], {}),
    "eczema of years, flaring": (MODERATE, [problem("eczema", "worse", "rx started", is_chronic=True)], {}),
    "new acne with a retinoid: not at its goal": (MODERATE, [problem("acne", "new", "rx started")], {}),
    "suspected melanoma, biopsy on blood thinners": (
        MODERATE,
        [problem("melanoma", "new", "minor surgery", certainty="suspected")],
        {"risk_factors_for_surgery": True},
    ),
    "suspected melanoma, biopsy without risk": (
        LOW,
        [problem("melanoma", "new", "minor surgery", certainty="suspected")],
        {},
    ),
    "severe flare, five tests, intensive monitoring": (
        HIGH,
        [problem("pustular_psoriasis", "severe", "rx started", "toxicity monitoring")],
        {"tests_ordered": 5},
    ),
    "stable under methotrexate with its tests": (
        MODERATE,
        [problem("psoriasis", "stable", "rx continued", "toxicity monitoring")],
        {},
    ),
    "cancer, major surgery decided": (MODERATE, [problem("squamous_cell_carcinoma", "", "major surgery")], {}),
    "cancer, major surgery decided, risk factors": (
        MODERATE,
        [problem("squamous_cell_carcinoma", "", "major surgery")],
        {"risk_factors_for_surgery": True},
    ),
    "drug rash with fever, drug stopped": (
        MODERATE,
        [problem("drug_eruption", "acute", "rx stopped", has_systemic_symptoms=True)],
        {},
    ),
    "epidermal necrolysis sent to hospital": (HIGH, [problem("toxic_epidermal_necrolysis", "", "hospital")], {}),
    "two tests ordered beside a rash, nothing prescribed": (
        LOW,
        [problem("unknown_rash", "acute", "labs")],
        {"tests_ordered": 2},
    ),
    "history told by a parent": (
        LOW,
        [problem("molluscum", "", "observation")],
        {"independent_historian": True},
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_decision_making(name):
    expected, problems, facts = EXAMPLES[name]
    assert level(problems, **facts).level == expected


@pytest.mark.parametrize(
    ("minutes", "new", "code"),
    [
        (9, False, "99212"),
        (19, False, "99212"),
        (20, False, "99213"),
        (29, False, "99213"),
        (30, False, "99214"),
        (39, False, "99214"),
        (40, False, "99215"),
        (29, True, "99202"),
        (30, True, "99203"),
        (45, True, "99204"),
        (60, True, "99205"),
    ],
)
def test_time_must_be_met(minutes, new, code):
    assert level([problem("wart", "", "reassurance")], minutes=minutes, new=new).code == code


def test_the_higher_of_time_and_decision_making():
    flare = [problem("psoriasis", "worse", "rx changed")]
    assert level(flare, minutes=12).code == "99214"
    assert level(flare, minutes=41).code == "99215"


def test_what_is_open_is_a_span_and_the_lowest_is_given():
    found = level([problem("psoriasis", "new")])
    assert not found.determined
    assert (found.lowest, found.highest) == (1, 3)
    assert found.code == "99213"  # a disease of years whose treatment is not told stands no higher than low


def test_the_level_that_the_record_names():
    found = level([], level_words="moderate", mode="video", payer="commercial")
    assert (found.code, found.determined) == ("98006", True)


@pytest.mark.parametrize(
    ("payer", "facts", "new", "code"),
    [
        ("medicare", {"mode": "video", "level_words": "low"}, False, "99213"),
        ("medicare", {"mode": "audio", "level_words": "low"}, True, "99203"),
        ("commercial", {"mode": "video", "level_words": "low"}, True, "98001"),
        ("commercial", {"mode": "audio", "level_words": "low"}, False, "98013"),
        ("commercial", {"mode": "audio", "level_words": "high"}, True, "98011"),
        ("commercial", {"is_consultation": True, "level_words": "low"}, True, "99243"),
        ("medicare", {"is_consultation": True, "level_words": "low"}, True, "99203"),
        ("commercial", {"is_consultation": True, "mode": "inpatient", "level_words": "low"}, False, "99253"),
        ("medicare", {"is_consultation": True, "mode": "inpatient", "level_words": "moderate"}, False, "99222"),
        ("medicare", {"mode": "inpatient", "reason": "follow_up", "level_words": "moderate"}, False, "99232"),
    ],
)
def test_kinds_of_visits(payer, facts, new, code):
    assert level([], payer=payer, new=new, **facts).code == code


def test_the_old_level_is_told_for_comparison():
    assert (
        "99213 if history or examination" in level([problem("wart", "new", "otc"), problem("acne", "stable")]).old_level
    )
