"""Amounts of invented decisions, computed by hand."""

from datetime import date

import pytest

from cleanskin.sim.adjudicate import (
    LineDecision,
    allowed_amounts,
    assert_balanced,
    decide,
    decide_secondary,
    pay,
    reversed_of,
    split_by_units,
)
from cleanskin.sim.codes import CODES
from cleanskin.sim.patients import Patients
from cleanskin.sim.payers import PAYER_BY_KEY
from cleanskin.sim.visits import Line

DAY = date(2025, 1, 15)
MEDICARE = PAYER_BY_KEY["marshlight_medicare"]
ADVANTAGE = PAYER_BY_KEY["goldfinch_advantage"]


@pytest.fixture
def medicare():
    """A Medicare patient who has met nothing of the deductible elsewhere (number 0, 100, 200, ...)."""
    patients = Patients(seed=1, count=20_000)
    number = next(n for n in range(0, 20_000, 100) if patients.get(n).payer is MEDICARE)
    return patients, patients.get(number)


def _line(code, units=1, modifiers=()):
    return Line(CODES[code], modifiers, units)


def test_medicare_takes_deductible_then_coinsurance_then_sequestration(medicare):
    patients, patient = medicare
    patients.meet_deductible(patient, DAY, MEDICARE.deductible - 1500)
    decision = pay([_line("99213")], MEDICARE, patient, patients, day=DAY, percent=100)[0]
    # Allowed 95.00 of 200.00: deductible 15.00, coinsurance 16.00 of 80.00, sequestration 1.28 of 64.00.
    assert decision.charge == 20000
    assert decision.adjustments == [("CO", "45", 10500), ("PR", "1", 1500), ("PR", "2", 1600), ("CO", "253", 128)]
    assert decision.paid == 6272
    assert decision.patient == 3100
    assert patients.deductible_left(patient, DAY) == 0


def test_the_deductible_starts_anew_each_year_and_a_reversal_gives_it_back(medicare):
    patients, patient = medicare
    patients.meet_deductible(patient, DAY, 5000)
    assert patients.deductible_left(patient, DAY) == MEDICARE.deductible - 5000
    patients.meet_deductible(patient, DAY, -5000)
    assert patients.deductible_left(patient, DAY) == MEDICARE.deductible
    patients.meet_deductible(patient, DAY, 5000)
    assert patients.deductible_left(patient, date(2026, 1, 2)) == MEDICARE.deductible


def test_a_copay_is_taken_once_on_the_visit(medicare):
    patients, patient = medicare
    first, second = pay([_line("99213"), _line("17110")], ADVANTAGE, patient, patients, day=DAY, percent=100)
    assert ("PR", "3", 3500) in first.adjustments
    assert all(carc != "3" for _, carc, _ in second.adjustments)


def test_the_second_procedure_is_allowed_at_half():
    # 17311 667.02 leads; 13132 430.00 is halved to 215.00; the visit is no procedure and stays.
    lines = [_line("99213"), _line("13132"), _line("17311")]
    assert allowed_amounts(lines, MEDICARE, percent=100) == [(9500, 0), (21500, 21500), (66702, 0)]


def test_add_ons_are_not_reduced():
    lines = [_line("17000"), _line("17003", units=4)]
    assert allowed_amounts(lines, MEDICARE, percent=100) == [(6647, 0), (2540, 0)]


def test_allowed_never_exceeds_the_charge():
    assert allowed_amounts([_line("99213")], MEDICARE, percent=900) == [(20000, 0)]


def test_struck_lines_are_refused_and_the_others_paid_in_order(medicare):
    patients, patient = medicare
    visit, wart = _line("99213", modifiers=("25",)), _line("17110")
    decisions = decide(
        [visit, wart], ADVANTAGE, patient, patients, day=DAY, percent=100, struck=[visit], codes=("CO", "97", ("M15",))
    )
    assert [d.line for d in decisions] == [visit, wart]
    assert decisions[0].adjustments == [("CO", "97", 20000)]
    assert (decisions[0].paid, decisions[0].remarks, decisions[0].outcome) == (0, ("M15",), "denied")
    assert decisions[1].adjustments == [("CO", "45", 23500 - 11122), ("PR", "1", 11122)]
    assert decisions[1].outcome == "patient_share"


def test_the_next_payer_pays_the_share_the_first_left():
    first = LineDecision(_line("99213"), 20000, 7448, [("CO", "45", 10500), ("PR", "2", 1900), ("CO", "253", 152)])
    payer = PAYER_BY_KEY["eventide_supplement"]
    (second,) = decide_secondary([assert_balanced(first)], payer)
    assert second.paid == 1900
    assert second.adjustments == [("OA", "23", 18100)]
    (refused,) = decide_secondary([first], payer, refuses=True)
    assert (refused.paid, refused.adjustments) == (0, [("OA", "23", 18100), ("PR", "275", 1900)])


def test_a_reversal_turns_every_sign():
    said = LineDecision(_line("99213"), 20000, 9000, [("CO", "45", 10500), ("PR", "3", 500)])
    (back,) = reversed_of([said])
    assert (back.charge, back.paid) == (-20000, -9000)
    assert back.adjustments == [("CO", "45", -10500), ("PR", "3", -500)]


def test_parts_split_by_units_sum_to_the_whole():
    said = LineDecision(_line("17003", units=5), 7001, 3333, [("CO", "45", 3001), ("PR", "2", 667)])
    parts = split_by_units(assert_balanced(said))
    assert [part.units for part in parts] == [2, 3]
    assert sum(part.charge for part in parts) == 7001
    assert sum(part.paid for part in parts) == 3333
    assert sum(amount for part in parts for _, carc, amount in part.adjustments if carc == "45") == 3001


def test_an_unbalanced_line_is_refused():
    with pytest.raises(AssertionError, match="balance"):
        assert_balanced(LineDecision(_line("99213"), 20000, 1, [("CO", "45", 10500)]))
