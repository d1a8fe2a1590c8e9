"""The perfect claim: written without any slip, priced at the contract, worth the same whatever staff get wrong."""

from datetime import date
from functools import cache

import pytest

from cleanskin.sim.clinic import course
from cleanskin.sim.engine.life import live
from cleanskin.sim.engine.perfect import UNPRICED, Perfect, PerfectLife, every_slip, perfect_bills
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.people import build_patient

PATIENTS = range(60)


@cache
def world(**facts: object) -> Surroundings:
    plain = {
        "seed": 5, "providers": 3, "months": 3, "visits_per_provider": 400, "as_of": date(2026, 6, 1),
        "stories": False, "notes": False, "inquiries": False,
    }  # fmt: skip
    return Surroundings(Configuration(**{**plain, **facts}), renders=False)  # type: ignore[arg-type]


def without_slips() -> Surroundings:
    return Surroundings(
        Configuration(
            seed=5, providers=3, months=3, visits_per_provider=400, as_of=date(2026, 6, 1), stories=False,
            notes=False, inquiries=False, errors=dict.fromkeys(every_slip(), 0),
        ),
        renders=False,
    )  # fmt: skip


def perfect_of(surroundings: Surroundings, number: int) -> list[tuple[TrueVisit, Perfect]]:
    patient = build_patient(surroundings.configuration, surroundings.practice, number)
    life = PerfectLife(surroundings, patient)
    visits = course(surroundings.configuration, surroundings.practice, patient)
    return [(visit, life.visit(visit)) for visit in visits]


def test_the_perfect_claim_bills_every_true_service_once_and_nothing_else():
    seen = 0
    for number in PATIENTS:
        for visit, perfect in perfect_of(world(), number):
            due = [s for s in visit.services if s.nature != "cosmetic" and s.code != "99024"]
            billed = [line for bill in perfect.bills for line in bill.claim.lines]
            if not perfect.bills:
                continue
            seen += 1
            assert sorted((s.code, s.units) for s in due) == sorted(
                (line.procedure.code, int(line.units or 0)) for line in billed
            )
            assert not any(bill.errors for bill in perfect.bills)
    assert seen > 50


def test_nobody_came_nothing_is_worth_nothing():
    absent = [(v, p) for n in PATIENTS for v, p in perfect_of(world(), n) if v.attendance != "kept"]
    assert absent
    assert all(perfect == Perfect((), 0) for _, perfect in absent)


def test_worth_does_not_depend_on_what_staff_get_wrong():
    sloppy = Surroundings(
        Configuration(
            seed=5, providers=3, months=3, visits_per_provider=400, as_of=date(2026, 6, 1), stories=False,
            errors=dict.fromkeys(every_slip(), 5_000),
        ),
        renders=False,
    )  # fmt: skip
    for number in PATIENTS:
        assert perfect_of(sloppy, number) == perfect_of(world(), number)


def test_staff_without_slips_collect_worth_to_the_cent_where_every_line_is_paid():
    """The engine's own life, through front end, edits, shares and second payers, is the judge of the price."""
    surroundings = without_slips()
    compared = 0
    for number in PATIENTS:
        worth = {visit.key: perfect for visit, perfect in perfect_of(surroundings, number)}
        claims = live(surroundings, number).claims
        by_visit: dict[str, list] = {}
        for claim in claims:
            by_visit.setdefault(claim.visit, []).append(claim)
        for key, several in by_visit.items():
            plain = all(
                one.state in ("paid", "patient_share") and one.population not in UNPRICED and not one.amount_paid_secondary
                and len(one.answers) == 1 and all(line.first_rule == "contract" for line in one.lines)
                for one in several
            )  # fmt: skip
            if plain:
                compared += 1
                assert sum(one.amount_paid + one.amount_patient for one in several) == worth[key].worth
    assert compared > 50


def test_a_line_alone_is_worth_at_least_what_it_is_worth_beside_others():
    for number in PATIENTS:
        patient = build_patient(world().configuration, world().practice, number)
        life = PerfectLife(world(), patient)
        for visit in course(world().configuration, world().practice, patient):
            perfect = life.visit(visit)
            if any(bill.population in UNPRICED for bill in perfect.bills):
                continue
            alone = [
                life.line_values(bill.claim, payer=world().payer_by_id[bill.claim.coverage.payer.id])
                for bill in perfect.bills
            ]
            assert [len(values) for values in alone] == [len(bill.claim.lines) for bill in perfect.bills]
            assert sum(map(sum, alone)) >= perfect.worth


@pytest.mark.parametrize("number", range(3))
def test_perfect_bills_are_the_same_every_time(number: int):
    patient = build_patient(world().configuration, world().practice, number)
    for visit in course(world().configuration, world().practice, patient):
        assert perfect_bills(world(), patient, visit) == perfect_bills(world(), patient, visit)
