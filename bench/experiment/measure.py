"""One practice lived once in each arm, and what is counted of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Final, NamedTuple

from bench.experiment.coded import Coded, Known
from bench.experiment.likeness import against
from bench.experiment.people import Person
from bench.experiment.scrubbed import Followed, SafeFixes, Watcher
from cleanskin.sim.clinic import course
from cleanskin.sim.engine.life import live
from cleanskin.sim.engine.perfect import UNPRICED, Perfect, PerfectLife
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.engine.truth import TruthClaim
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import PAYERS
from cleanskin.sim.people import build_patient, patient_count
from cleanskin.sim.staff import error_kinds

ARMS: Final = ("nothing", "safe_fixes", "followed", "coded", "no_slips")
"""The four arms, and beside them what the same staff would reach without any slip: the ceiling of the first three."""

_REFUSED = frozenset({"denied", "partly_denied", "unprocessable", "duplicate"})
_SETTLED = frozenset({"paid", "patient_share"})
_AS_BILLED = frozenset({"contract", "underpaid"})
"""Payers' rules that pay the code and units as billed, be it below the contract."""
_RUNOFF = timedelta(days=400)
"""So long after the last visit everything has been answered, appealed and written off."""


class Plan(NamedTuple):
    """One practice to live: its size and seed, and what is varied.  Parts are of ten thousand."""

    seed: int
    visits: int = 1_500
    """Booked visits of a year for each of three providers."""
    months: int = 3
    errors_percent: int = 100
    vague: int = -1
    """Of refusals: parts whose codes do not tell the reason; -1: each payer's own."""
    skill: int = 8_000
    held: tuple[str, ...] = ("hold",)
    arms: tuple[str, ...] = ARMS


@dataclass
class Sums:
    """What is counted in one arm of one practice; cents, minutes, days and counts."""

    visits: int = 0
    claims: int = 0
    first_pass: int = 0
    rejected: int = 0
    answered: int = 0
    refused: int = 0
    lines: int = 0
    lines_answered: int = 0
    lines_refused: int = 0
    worth: int = 0
    collected: int = 0
    earned: int = 0
    """Collected, but of no visit more than it was worth."""
    paid_claims: int = 0
    days_to_payment: int = 0
    charges: int = 0
    open_charges: int = 0
    cents_missed: int = 0
    cents_beyond: int = 0
    lines_beyond: int = 0
    later: int = 0
    days_later: int = 0
    minutes_staff: int = 0
    minutes_added: int = 0
    tally: dict[str, object] = field(default_factory=dict)


def configuration_of(plan: Plan, *, slips: bool = True) -> Configuration:
    """Return the world of a plan; without `slips` staff make none."""
    percent = plan.errors_percent if slips else 0
    errors = {} if percent == 100 else {k: min(10_000, row.rate * percent // 100) for k, row in error_kinds().items()}
    payers = {} if plan.vague < 0 else {key: {"vague_parts": plan.vague} for key in PAYERS}
    last = date(2025, 1, 1) + timedelta(days=31 * plan.months)
    return Configuration(
        seed=plan.seed, providers=3, months=plan.months, visits_per_provider=plan.visits, as_of=last + _RUNOFF,
        errors=errors, payers=payers, stories=False, notes=False, inquiries=False, acknowledgements=False,
    )  # fmt: skip


def _watcher(name: str, plan: Plan, known: Known | None) -> Watcher:
    person = Person(plan.seed, plan.skill)
    makers: dict[str, Callable[[], Watcher]] = {
        "nothing": Watcher,
        "safe_fixes": SafeFixes,
        "followed": lambda: Followed(person, held=plan.held),
        "coded": lambda: Coded(person, held=plan.held, known=known),
        "no_slips": Watcher,
    }
    return makers[name]()


def lived(plan: Plan, *, known: Known | None = None) -> dict[str, Sums]:
    """Let a practice live once in each arm; patients, visits and payers' moods are the same in all.

    `known` keeps the codings of notes for other plans of the same seed and size, which have the same notes.
    """
    arms: dict[str, tuple[Watcher, Surroundings]] = {}
    for name in plan.arms:
        watcher = _watcher(name, plan, known)
        coder = watcher if isinstance(watcher, Coded) else None
        world = Surroundings(
            configuration_of(plan, slips=name != "no_slips"), reviewer=watcher, coder=coder, renders=False
        )
        watcher.world = world
        arms[name] = (watcher, world)
    sums = {name: Sums() for name in arms}
    base = next(iter(arms.values()))[1]
    for number in range(patient_count(base.configuration)):
        patient = build_patient(base.configuration, base.practice, number)
        perfect_life = PerfectLife(base, patient)
        visits = course(base.configuration, base.practice, patient)
        perfect = {visit.key: perfect_life.visit(visit) for visit in visits}
        for name, (watcher, world) in arms.items():
            watcher.begin(perfect)
            life = live(world, number)
            _count(sums[name], life.claims, world)
            _count_visits(sums[name], life.claims, watcher, perfect, perfect_life)
    for name, (watcher, _) in arms.items():
        sums[name].minutes_added = watcher.tally.minutes
        sums[name].tally = asdict(watcher.tally)
    return sums


def _count(sums: Sums, claims: Iterable[TruthClaim], world: Surroundings) -> None:
    """Count what became of one patient's claims."""
    month_end = world.end - timedelta(days=1)
    for claim in claims:
        if claim.population in UNPRICED:
            continue
        sums.claims += 1
        sums.lines += len(claim.lines)
        accepted = claim.submissions[0].accepted
        sums.rejected += not accepted
        if claim.first_outcome:
            sums.answered += 1
            sums.refused += claim.first_outcome in _REFUSED
            said = [line for line in claim.lines if line.first_outcome]
            sums.lines_answered += len(said)
            sums.lines_refused += sum(line.first_outcome in _REFUSED for line in said)
            sums.first_pass += accepted and all(
                line.first_outcome in _SETTLED and line.first_rule in _AS_BILLED for line in claim.lines
            )
        sums.later += claim.held_days > 0
        sums.days_later += claim.held_days
        sums.minutes_staff += claim.minutes
        _count_days(sums, claim, month_end)


def _count_days(sums: Sums, claim: TruthClaim, month_end: date) -> None:
    """Count the days to the last payment of an insurer, and what is open at the end of the last month."""
    answers = [one for one in claim.answers if one.kind in ("decision", "correction")]
    paid = [one.date for one in answers if one.paid > 0]
    if paid:
        sums.paid_claims += 1
        sums.days_to_payment += (max(paid) - claim.date_of_service).days
    if claim.date_of_service <= month_end:
        sums.charges += claim.amount_billed
        ended = [one.date for one in claim.work if one.action in ("write_off", "bill_patient")]
        ends = [one.date for one in answers] + ended
        if not ends or max(ends) > month_end:
            sums.open_charges += claim.amount_billed


def _count_visits(
    sums: Sums, claims: Iterable[TruthClaim], watcher: Watcher, perfect: Mapping[str, Perfect], life: PerfectLife
) -> None:  # fmt: skip
    """Count, visit by visit, what came in, what was left out and what was billed beyond the record."""
    collected: dict[str, int] = {}
    for claim in claims:
        if claim.population not in UNPRICED:
            got = claim.amount_paid + claim.amount_paid_secondary + claim.amount_patient
            collected[claim.visit] = collected.get(claim.visit, 0) + got
    for key, due in perfect.items():
        bills = [bill for bill in watcher.bills.get(key, {}).values() if bill.population not in UNPRICED]
        if any(bill.population in UNPRICED for bill in due.bills):
            continue
        got = collected.get(key, 0)
        sums.visits += bool(due.bills)
        sums.worth += due.worth
        sums.collected += got
        sums.earned += min(got, due.worth)
        if bills or due.bills:
            found = against(bills, due, life=life, surroundings=watcher.world)
            sums.lines_beyond += found.lines_beyond
            sums.cents_beyond += found.cents_beyond
            sums.cents_missed += found.cents_missed
