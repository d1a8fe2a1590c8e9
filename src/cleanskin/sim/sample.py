"""Writing a sample: a year of an invented dermatology practice as 837P, 835 and 277CA files, with the truth.

    summary = write_sample(Path("build/sample"), seed=1, claims=5000, start=date(2025, 1, 1))

Same arguments, same bytes, on any machine.  Layout: `claims/` (837P, a file a weekday of submission; encounter reports
and a test file apart), `remits/` (835, a file a payer and payment day), `acks/` (277CA, a file a day), `truth.jsonl`
(see `truth.py`) and `truth_summary.json`.  Nothing here knows how other parts of the project read, match or classify.
"""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from cleanskin.kernel.cents import allocate
from cleanskin.sim.claim import Claim, Submission
from cleanskin.sim.course import live
from cleanskin.sim.life import Life
from cleanskin.sim.options import SampleOptions
from cleanskin.sim.outbox import Outbox
from cleanskin.sim.patients import Patient, Patients
from cleanskin.sim.payers import PAYERS
from cleanskin.sim.pick import Weighted, pick, spread_days
from cleanskin.sim.practice import REFERRERS, Provider, build_practice
from cleanskin.sim.stories import Stories, month_start
from cleanskin.sim.telling import tell
from cleanskin.sim.truth import SampleSummary, TruthClaim, TruthWriter
from cleanskin.sim.visits import Visit, compose, take_pathology
from cleanskin.sim.world import World

__all__ = ["SampleOptions", "SampleSummary", "write_sample"]

VISITS_PER_PATIENT = 2.2
DEFAULT_SEED = 20250101
DAYS_AFTER_END = 21
"""Default as-of day: so many days after the last month of service, with claims still open."""
_LOADS = (100, 104, 102, 98, 86)
"""Relative volume of Monday to Friday; assumption."""
_RESENT_EVERY = 90


def write_sample(
    out: Path,
    *,
    seed: int,
    claims: int,
    months: int = 12,
    providers: int = 6,
    start: date = date(2025, 1, 1),
    as_of: date | None = None,
    options: SampleOptions | None = None,
) -> SampleSummary:
    """Write a sample below `out` and return its summary.

    `claims` original claims with dates of service in `months` whole months from the month of `start`; nothing dated
    after `as_of` (default: three weeks after the last month) is written.  Raises ValueError for counts below one and
    FileExistsError when `out` already holds a sample, because two would mix.
    """
    if min(claims, months, providers) < 1:
        raise ValueError("a sample needs at least one claim, one month and one provider")
    options = options or SampleOptions()
    start = start.replace(day=1)
    end = month_start(start, months)
    as_of = as_of or end + timedelta(days=DAYS_AFTER_END)
    if any((out / name).exists() for name in ("claims", "remits", "acks", "truth.jsonl", "truth_summary.json")):
        raise FileExistsError("the folder already holds a sample")
    out.mkdir(parents=True, exist_ok=True)
    practice = build_practice(providers=providers, entity=options.entity)
    stories = Stories(practice, start=start, months=months, told=options.stories, faults=options.faults)
    outbox = Outbox(
        out, practice, options, start=start, as_of=as_of, lost_claim_days=frozenset(stories.lost_claim_days),
        resent_every=_RESENT_EVERY if options.faults else 0,
    )  # fmt: skip
    world = World(
        rng=Random(seed), practice=practice, options=options, stories=stories, outbox=outbox, as_of=as_of,
        patients=Patients(seed=seed, count=max(1, round(claims / VISITS_PER_PATIENT))),
    )  # fmt: skip
    visits = _Visits(world, start=start)
    with closing(TruthWriter(out, write=options.truth)) as truth:
        for day, count in _calendar(start, end, claims):
            outbox.flush(day)
            for _ in range(count):
                truth.add(visits.one(day))
            visits.end_of_day()
        outbox.close()
    summary = _summarized(world, truth, seed=seed, claims=claims, months=months, start=start, end=end)
    (out / "truth_summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1))
    return summary


def _calendar(start: date, end: date, claims: int) -> list[tuple[date, int]]:
    """Return working days with their number of claims; the numbers sum to `claims`."""
    days = [start + timedelta(days=offset) for offset in range((end - start).days)]
    working = [day for day in days if day.weekday() < 5 and (day.month, day.day) not in ((1, 1), (7, 4), (12, 25))]
    loads = [_LOADS[day.weekday()] * (9 if day.month in (7, 12) else 10) for day in working]
    return list(zip(working, allocate(claims, loads), strict=True))


class _Visits:
    """Makes one claim after another."""

    def __init__(self, world: World, *, start: date) -> None:
        self.world = world
        self.count = 0
        self._providers: Weighted[Provider] = Weighted([(p, p.weight) for p in world.practice.providers])
        self._test_day = world.sending_day(start + timedelta(days=9))
        self._tests_left = 3 if world.options.faults else 0
        self._waiting: list[tuple[Patient, Provider, Visit | None]] = []

    def one(self, day: date) -> TruthClaim:
        """Compose a visit on that day, let its claim live and return its truth."""
        world = self.world
        rng = world.rng
        self.count += 1
        patient = world.patients.get(int(rng.random() * world.patients.count))
        provider = self._providers.draw(rng)
        if self._waiting:
            patient, provider, waiting = self._waiting.pop()
            if waiting is not None:
                return self._live(patient, provider, waiting, day)
        first_visit = world.patients.visits[patient.number] == 0
        world.patients.visits[patient.number] += 1
        visit = compose(
            rng, role=provider.role, new=first_visit and rng.random() < 0.5,
            older=patient.payer.kind in ("medicare", "medicare_advantage"),
            distinct="XS" if patient.payer.kind == "medicare" else "59",
        )  # fmt: skip
        self._leave_waiting(patient, provider, visit)
        return self._live(patient, provider, visit, day)

    def end_of_day(self) -> None:
        """Drop what still waits: nothing moves to another day."""
        self._waiting.clear()

    def _leave_waiting(self, patient: Patient, provider: Provider, visit: Visit) -> None:
        """Take pathology onto a claim of its own, or let the patient see a second provider, on the same day."""
        world = self.world
        chance = world.rng.random()
        if chance < world.options.separate_pathology_share:
            pathology = take_pathology(visit)
            if pathology is not None:
                self._waiting.append((patient, provider, pathology))
        elif chance > 1 - world.options.second_visit_share:
            self._waiting.append((patient, self._providers.draw(world.rng), None))

    def _live(self, patient: Patient, provider: Provider, visit: Visit, day: date) -> TruthClaim:
        """Make the claim of a visit, let it live and return its truth."""
        world = self.world
        claim = self._claim(patient, provider, visit, day)
        life = Life(world, claim)
        sent_on, portal = self._sending(claim)
        live(life, sent_on=sent_on, portal=portal)
        self._test(claim)
        return tell(life)

    def _claim(self, patient: Patient, provider: Provider, visit: Visit, day: date) -> Claim:
        """Number the claim and its lines and decide its population."""
        world = self.world
        rng = world.rng
        number = self.count
        for index, line in enumerate(visit.lines):
            line.number = f"{number:08d}N{index + 1}"
        by_account = world.options.control_numbers == "per_account" or rng.random() < world.options.per_account_share
        control = f"{patient.number:07d}-acct" if by_account else f"{number:08d}-k{number % 7}"
        authorization = ""
        if visit.needs_authorization and patient.payer.kind != "medicare" and rng.random() < 0.7:
            authorization = f"AUTH{number:08d}"
        where = provider.location if rng.random() < 0.85 else int(rng.random() * len(world.practice.locations))
        return Claim(
            number=number, control_number=control, patient=patient, payer=patient.payer, provider=provider,
            location=world.practice.locations[where], day=day, visit=visit, population=self._population(patient),
            amount_billed=sum(line.charge for line in visit.lines),
            line_control=rng.random() < world.options.line_control_share, authorization=authorization, stories=[],
            patient_paid=self._taken_at_desk(patient, visit),
            referring=pick(rng, REFERRERS) if rng.random() < world.options.referred_share else None,
        )  # fmt: skip

    def _taken_at_desk(self, patient: Patient, visit: Visit) -> int:
        """Return the copay taken at the desk, 0 for none."""
        copay = patient.payer.copay
        if not copay or visit.lines[0].code.family != "visit":
            return 0
        return copay if self.world.rng.random() < self.world.options.copay_collected_share else 0

    def _population(self, patient: Patient) -> str:
        kind = patient.payer.kind
        if kind == "workers_comp":
            return "workers_compensation"
        if kind == "auto":
            return "auto"
        if patient.payer.key == "goldfinch_advantage":
            chance = self.world.rng.random()
            if chance < self.world.options.capitated_share:
                return "capitated"
            if chance < 2 * self.world.options.capitated_share:
                return "encounter"
        return "insurance"

    def _sending(self, claim: Claim) -> tuple[date, bool]:
        """Draw the day of first submission, and whether the claim is keyed into a portal instead."""
        world = self.world
        rng = world.rng
        surgery = claim.visit.kind in ("mohs", "excision")
        lag = spread_days(rng, 1, 5) if surgery else spread_days(rng, 0, 3)
        if any(line.code.family == "pathology" for line in claim.visit.lines):
            lag += spread_days(rng, 1, 4)
        late = world.stories.get("late_charges_after_surgery", claim.day)
        if late and surgery and late.provider_npi == claim.provider.npi:
            lag = spread_days(rng, 8, 16)
            claim.stories.append(late.name)
        held = world.stories.get("filed_late_at_bramble", claim.day)
        if held and held.payer == claim.payer.key and rng.random() < 0.4:
            lag = spread_days(rng, 95, 130)
        portal = rng.random() < world.options.portal_share
        return world.sending_day(claim.day + timedelta(days=lag)), portal

    def _test(self, claim: Claim) -> None:
        """Put a few claims into a test interchange early in the sample."""
        if self._tests_left and claim.population == "insurance" and claim.day <= self._test_day:
            self._tests_left -= 1
            number = f"TEST{self._tests_left:06d}"
            self.world.outbox.send(Submission(claim, number, "test", self._test_day, claim.payer))


def _summarized(
    world: World, truth: TruthWriter, *, seed: int, claims: int, months: int, start: date, end: date
) -> SampleSummary:
    """Return the totals of the sample."""
    practice = world.practice
    tables = {name: dict(sorted(table.items())) for name, table in truth.tables.items()}
    return SampleSummary(
        seed=seed, claims=claims, months=months, start=start, end=end, as_of=world.as_of,
        providers=len(practice.providers), practice_name=practice.name, billing_npi=practice.npi,
        billing_tin=practice.tin, files=world.outbox.counts, amount_billed=truth.amount_billed,
        amount_paid_primary=truth.amount_paid, amount_paid_secondary=truth.amount_paid_secondary,
        states=tables["states"], first_outcomes=tables["first_outcomes"], causes=tables["causes"],
        populations=tables["populations"], claims_by_payer=tables["claims_by_payer"],
        denied_by_payer=tables["denied_by_payer"], kinds_of_submission=tables["kinds_of_submission"],
        kinds_of_answer=tables["kinds_of_answer"], story_claims=tables["story_claims"],
        echoes_by_payer={payer.key: payer.echo for payer in PAYERS},
        provider_npis={provider.key: provider.npi for provider in practice.providers}, stories=world.stories.told(),
        resent_files=world.outbox.resent, lost_claim_days=list(world.stories.lost_claim_days),
    )  # fmt: skip
