"""What payers answer to a practice: shares and times beside the stated ones, the same for a patient alone.

The stated figures are the simulator defaults of the practice profile (all assumptions) and the payers' own table;
tolerances are named beside each.
"""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

import pytest

from cleanskin.sim.chance import Chance
from cleanskin.sim.clinic.course import course
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.payer import PAYER_BY_ID, PAYERS, Market, Memory, PatientBook, decide
from cleanskin.sim.payer.lags import lag_days
from cleanskin.sim.payer.says import choose
from cleanskin.sim.people import build_patient, build_practice
from cleanskin.sim.staff import charge, prepare
from cleanskin.sim.staff.rates import rates

PATIENTS = range(0, 9_000, 15)
REFUSED = ("denied", "unprocessable", "duplicate")


class Answered(NamedTuple):
    """First answers to original claims, and the patients' whole answers."""

    firsts: list[ClaimDecision]
    by_patient: dict[int, list[ClaimDecision]]


def _lived(configuration: Configuration, patients: list[int]) -> Answered:
    practice = build_practice(configuration)
    market = Market(configuration, practice)
    firsts: list[ClaimDecision] = []
    by_patient: dict[int, list[ClaimDecision]] = {}
    for number in patients:
        patient = build_patient(configuration, practice, number)
        memory, book = Memory(market, number), PatientBook(patient)
        bills = []
        count = 1
        for visit in course(configuration, practice, patient):
            if visit.attendance == "kept":
                desk = prepare(configuration, practice, patient, visit)
                made = charge(configuration, practice, patient, visit, desk, number=count, coded=None)
                count += len(made)
                bills += made
        told = by_patient.setdefault(number, [])
        for bill in sorted(bills, key=lambda one: (one.ready_on, one.number)):
            if bill.population == "encounter" or bill.kind != "original":
                continue
            answers = decide(
                configuration, bill.claim, payer=PAYER_BY_ID[bill.claim.coverage.payer.id],
                received=bill.ready_on + timedelta(days=1), member=book, memory=memory,
                chance=Chance(configuration.seed, "payer", number, bill.identifier),
            )  # fmt: skip
            told += answers
            firsts += answers[:1]
    return Answered(firsts, by_patient)


@pytest.fixture(scope="module")
def flawless() -> Answered:
    """A practice whose staff make no slips, without planted facts."""
    errors = dict.fromkeys(rates(Configuration(seed=5)), 0)
    return _lived(Configuration(seed=5, errors=errors, stories=False), list(PATIENTS))


def _refused_share(firsts: list[ClaimDecision]) -> float:
    return sum(any(line.outcome in REFUSED for line in one.lines) for one in firsts) / len(firsts)


def test_payers_alone_refuse_a_few_percent(flawless: Answered) -> None:
    """Slips make most refusals: without any, payers refuse 1.5 to 7 of 100 claims (assumed)."""
    assert len(flawless.firsts) > 300
    assert 0.015 <= _refused_share(flawless.firsts) <= 0.07


def test_without_slips_no_member_is_unknown(flawless: Answered) -> None:
    rules = Counter(line.rule for one in flawless.firsts for line in one.lines)
    assert rules["not_found"] == rules["terminated"] == rules["timely_filing"] == rules["visit_with_procedure"] == 0
    assert rules["contract"] > 0.8 * rules.total()


def test_slips_cost_more() -> None:
    usual = _lived(Configuration(seed=5), list(PATIENTS))
    assert 0.06 <= _refused_share(usual.firsts) <= 0.15


def test_a_patient_alone_is_answered_as_among_others(flawless: Answered) -> None:
    chosen = [number for number, told in flawless.by_patient.items() if len(told) > 3][:3]
    errors = dict.fromkeys(rates(Configuration(seed=5)), 0)
    configuration = Configuration(seed=5, errors=errors, stories=False)
    for number in reversed(chosen):
        assert _lived(configuration, [number]).by_patient[number] == flawless.by_patient[number]


@pytest.mark.parametrize(
    ("kind", "median", "p90"),
    [
        ("medicare", 14, 17), ("medicare_advantage", 17, 32), ("commercial", 18, 36), ("exchange", 21, 42),
        ("medicaid", 21, 45), ("workers_comp", 45, 90), ("supplement", 24, 45),
    ],
)  # fmt: skip
def test_answer_times_have_the_stated_median_and_ninetieth_percentile(kind: str, median: int, p90: int) -> None:
    """Within a day at the median and three at the ninetieth percentile, over 4,000 draws."""
    chance = Chance(9, "lags", kind)
    days = sorted(lag_days(kind, chance) for _ in range(4_000))
    assert abs(days[2_000] - median) <= 1
    assert abs(days[3_600] - p90) <= 3


def test_codes_are_vague_in_the_stated_share() -> None:
    """Within 1.5 points, over 20,000 refusals of each payer."""
    for payer in PAYERS.values():
        chance = Chance(9, "vague", payer.key)
        vague = sum(choose("pair", payer, chance).is_vague for _ in range(20_000))
        stated = (payer.vague_parts + payer.misleading_parts) / 10_000
        assert abs(vague / 20_000 - stated) <= 0.015, payer.key


def test_most_payers_are_vague_in_a_fifth_of_their_refusals() -> None:
    shares = [payer.vague_parts + payer.misleading_parts for payer in PAYERS.values()]
    assert 1_800 <= sorted(shares)[len(shares) // 2] <= 2_200
