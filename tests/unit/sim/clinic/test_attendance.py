"""Whether patients come, and what becomes of what was missed."""

from collections import Counter
from itertools import pairwise

from cleanskin.sim.clinic import course
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.people import build_patient, build_practice
from cleanskin.sim.people.profile import PAYER_KINDS

_CONFIGURATION = Configuration(seed=19)
_PRACTICE = build_practice(_CONFIGURATION)
_VISITS: list[TrueVisit] = [
    visit
    for number in range(4_000)
    for visit in course(_CONFIGURATION, _PRACTICE, build_patient(_CONFIGURATION, _PRACTICE, number))
]


def _missing(visits: list[TrueVisit]) -> float:
    return sum(visit.attendance == "no_show" for visit in visits) / len(visits)


def test_some_do_not_come_and_some_cancel() -> None:
    shares = Counter(visit.attendance for visit in _VISITS)
    assert 0.02 < shares["no_show"] / len(_VISITS) < 0.07
    assert 0.02 < shares["cancelled"] / len(_VISITS) < 0.08


def test_who_has_medicaid_misses_more_than_who_has_medicare() -> None:
    by_kind = {
        kind: [visit for visit in _VISITS if visit.payer and PAYER_KINDS[visit.payer] == kind]
        for kind in ("medicaid", "medicare")
    }
    assert _missing(by_kind["medicaid"]) > 2 * _missing(by_kind["medicare"])


def test_surgery_is_missed_less_than_office_visits() -> None:
    surgery = [visit for visit in _VISITS if visit.kind in ("mohs", "excision")]
    office = [visit for visit in _VISITS if visit.kind == "office"]
    assert _missing(surgery) < _missing(office)


def test_most_of_what_was_missed_is_booked_again() -> None:
    again = missed = 0
    for before, after in pairwise(_VISITS):
        if before.attendance == "cancelled":
            missed += 1
            again += before.patient == after.patient and (after.day - before.day).days <= 45
    assert again > missed / 2


def test_mohs_surgery_is_done_by_surgeons_and_excisions_by_physicians() -> None:
    for visit in _VISITS:
        if visit.kind == "mohs":
            assert _PRACTICE.provider(visit.provider).role == "mohs_surgeon"
        if visit.kind == "excision":
            assert _PRACTICE.provider(visit.provider).is_physician


def test_a_practice_of_one_does_all_itself() -> None:
    configuration = Configuration(seed=19, providers=1)
    practice = build_practice(configuration)
    kinds = {
        visit.kind
        for number in range(1_500)
        for visit in course(configuration, practice, build_patient(configuration, practice, number))
    }
    assert {"office", "mohs", "excision", "postoperative"} <= kinds
