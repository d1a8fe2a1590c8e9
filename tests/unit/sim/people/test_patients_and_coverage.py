"""Simulated patients and what truly covers them."""

from collections import Counter
from datetime import date
from itertools import pairwise

from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient
from cleanskin.sim.payer import PLANS
from cleanskin.sim.people import build_patient, build_practice
from cleanskin.sim.people.coverage import INJURY_RANK
from cleanskin.sim.people.names import medicare_number
from cleanskin.sim.people.profile import AUTHORIZES, PAYER_KINDS

_CONFIGURATION = Configuration(seed=5, months=24)
_PRACTICE = build_practice(_CONFIGURATION)
_PATIENTS: list[Patient] = [build_patient(_CONFIGURATION, _PRACTICE, number) for number in range(3_000)]


def test_a_patient_is_the_same_whoever_else_there_is() -> None:
    assert build_patient(_CONFIGURATION, _PRACTICE, 777) == _PATIENTS[777]
    other = build_patient(Configuration(seed=6, months=24), _PRACTICE, 777)
    assert other != _PATIENTS[777]


def test_spans_of_one_rank_never_overlap_and_begin_before_they_end() -> None:
    for patient in _PATIENTS:
        for rank in (1, 2, INJURY_RANK):
            spans = [span for span in patient.coverages if span.rank == rank]
            for span in spans:
                assert span.last is None or span.first <= span.last, patient.number
                assert span.first >= patient.born
            for before, after in pairwise(spans):
                assert before.last is not None
                assert before.last < after.first, patient.number


def test_every_kind_of_history_occurs() -> None:
    kinds = Counter(PAYER_KINDS[span.payer] for patient in _PATIENTS for span in patient.coverages)
    assert set(kinds) == {
        "medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare", "workers_comp", "auto",
        "supplement",
    }  # fmt: skip
    day = date(2025, 6, 2)
    pairs = Counter(tuple(PAYER_KINDS[span.payer] for span in patient.covered(day)) for patient in _PATIENTS)
    assert pairs[()]
    assert pairs["medicare", "supplement"] > pairs["medicare", "medicaid"] > 0
    assert pairs["medicare_advantage", "medicaid"] > 0
    assert pairs["commercial", "medicare"] > 0, "a group plan pays before Medicare"
    assert pairs["commercial", "supplement"] > 0
    changed = [p for p in _PATIENTS if len({span.payer for span in p.coverages if span.rank == 1}) > 1]
    assert 0.1 < len(changed) / len(_PATIENTS) < 0.5
    assert any(patient.is_qmb for patient in _PATIENTS)


def test_medicare_begins_with_the_month_of_the_birthday() -> None:
    turned = 0
    for patient in _PATIENTS:
        born = patient.born
        day = date(born.year + 65, born.month, 1)
        if born.day > 1 and date(2025, 1, 1) < day < date(2026, 12, 1):
            after = {PAYER_KINDS[span.payer] for span in patient.covered(day) if span.rank < INJURY_RANK}
            assert after & {"medicare", "medicare_advantage"}, patient.number
            turned += 1
    assert turned > 30


def test_dependents_have_another_subscriber_of_a_fitting_age() -> None:
    children = [p for p in _PATIENTS if p.age(date(2025, 1, 1)) < 16]
    for patient in children:
        for span in patient.coverages:
            if PAYER_KINDS[span.payer] in ("commercial", "exchange", "tricare") and span.rank == 1:
                assert span.relationship == "19"
                assert span.subscriber_first
                assert span.subscriber_born is not None
                assert span.subscriber_born.year <= patient.born.year - 20
    spouses = [span for p in _PATIENTS for span in p.coverages if span.relationship == "01"]
    assert spouses


def test_every_span_names_a_plan_of_the_table_and_a_member_number_of_its_own() -> None:
    seen: dict[tuple[str, str], int] = {}
    for patient in _PATIENTS:
        for span in patient.coverages:
            assert span.plan in AUTHORIZES
            assert seen.setdefault((span.payer, span.member_id), patient.number) == patient.number


def test_plans_ask_for_authorizations_of_what_their_payers_ask() -> None:
    assert {key: frozenset(plan.authorizes) for key, plan in PLANS.items()} == AUTHORIZES


def test_medicare_numbers_have_their_form() -> None:
    numbers = {medicare_number(number) for number in range(5_000)}
    assert len(numbers) == 5_000
    for number in numbers:
        assert len(number) == 11
        assert number[0] in "123456789"
        assert number[1].isalpha()
        assert not set(number) & set("SLOIBZ")
