"""Levels of visits: minutes as coding rules EM-4 states them, and the decision making of records written out here."""

from datetime import date

import pytest

from cleanskin.record.encounter import Encounter, Problem
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import Span, code_of_level, decision_making, level_for_time
from cleanskin.rules.evaluation.prolonged import units_of_time

DAY = Day(Reference(None), date(2026, 3, 2))


def problem(diagnosis, status, *management):
    return Problem(name="x", diagnosis=diagnosis, status=status, management=management)


@pytest.mark.parametrize(
    ("code", "minutes", "level"),
    [
        ("99203", 14, 0), ("99203", 15, 1), ("99203", 29, 1), ("99203", 30, 2), ("99203", 45, 3), ("99203", 60, 4),
        ("99213", 9, 0), ("99213", 10, 1), ("99213", 20, 2), ("99213", 29, 2), ("99213", 30, 3), ("99213", 40, 4),
        ("98005", 30, 3), ("98000", 30, 2), ("99211", 60, 0), ("99222", 60, 0),
    ],
)  # fmt: skip
def test_minutes_reach_a_level(code, minutes, level):
    assert level_for_time(code, minutes) == level


def test_a_level_names_the_code_of_the_same_kind_of_visit():
    assert code_of_level("99212", 4) == "99215"
    assert code_of_level("99205", 1) == "99202"
    assert code_of_level("98012", 3) == "98014"
    assert code_of_level("99222", 3) == ""


@pytest.mark.parametrize(
    ("code", "visit", "minutes", "units"),
    [
        ("99417", "99215", 54, 0), ("99417", "99215", 55, 1), ("99417", "99215", 69, 1), ("99417", "99215", 70, 2),
        ("99417", "99205", 74, 0), ("99417", "99205", 75, 1), ("G2212", "99205", 88, 0), ("G2212", "99205", 89, 1),
        ("G2212", "99215", 68, 0), ("G2212", "99215", 69, 1), ("G2212", "99215", None, 0), ("99417", "99214", 90, 0),
    ],
)  # fmt: skip
def test_minutes_reach_units_of_prolonged_time(code, visit, minutes, units):
    assert units_of_time(code, visit, minutes) == units


def test_a_record_without_problems_leaves_every_level_possible():
    assert decision_making(Encounter(minutes=50), DAY) == Span(1, 4)


def test_a_severe_flare_with_toxicity_monitoring_and_five_tests_is_high():
    record = Encounter(
        problems=(problem("L401", "severe", "cyclosporine, monthly toxicity monitoring"),), orders=tuple("abcde")
    )
    assert decision_making(record, DAY) == Span(4, 4)


def test_a_cleared_problem_that_is_only_watched_is_straightforward():
    assert decision_making(Encounter(problems=(problem("L570", "resolved", "monitor"),)), DAY) == Span(1, 1)


def test_an_acute_rash_with_a_prescription_is_low():
    record = Encounter(problems=(problem("L237", "acute", "prescription topical steroid"),))
    assert decision_making(record, DAY) == Span(2, 2)


def test_harmless_growths_with_reassurance_are_straightforward():
    record = Encounter(problems=(problem("D229", "stable", "reassured"), problem("L821", "stable", "reassured")))
    assert decision_making(record, DAY).high <= 2
    assert decision_making(record, DAY).low == 1


def test_two_stable_chronic_diseases_with_prescriptions_are_moderate():
    record = Encounter(problems=(problem("L400", "stable", "refill"), problem("L2089", "stable", "refill")))
    assert decision_making(record, DAY) == Span(3, 3)


def test_work_billed_as_a_procedure_proves_nothing_but_stays_possible():
    record = Encounter(problems=(problem("L700", "worse", "prescription"),))
    assert decision_making(record, DAY, elsewhere=frozenset({"L700"})) == Span(1, 3)


def test_words_that_are_not_known_leave_the_risk_open():
    record = Encounter(problems=(problem("L400", "worse", "zzz"),))
    assert decision_making(record, DAY) == Span(1, 3)
