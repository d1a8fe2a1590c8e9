"""The arms that look at bills before they leave: nobody, the scrubber's safe fixes, the scrubber and a person.

The rules run as the product runs them, on the built-in pack, beside the practice's earlier claims since the first day
(`cleanskin scrub NEW --history SENT`): no record, no list of authorizations, nothing a new user would not have.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import msgspec

from bench.experiment.likeness import is_perfect, lines_of, right_lines, right_ways
from bench.experiment.people import Person, obeyed
from bench.experiment.tables import assumed, told_by
from cleanskin.claim.history import ClaimHistory
from cleanskin.claim.setup import Setup, engine_of
from cleanskin.kernel.period import Period
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.record.encounter import Encounter
from cleanskin.rules.safe_fix import fixed as safely_fixed
from cleanskin.rules.visit import Context
from cleanskin.sim.engine.perfect import Perfect, every_slip
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.bill import Bill, CodedLine, Reviewed
from cleanskin.sim.nouns.patient import Patient
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.staff import authorized, charge, prepare
from cleanskin.sim.staff.charge import Again

NEVER = 10_000
"""Days for which a bill is held that nobody will ever send."""
_STEM = len("D000000000")
_NOT_FIXABLE = frozenset({"authorization_missing", "late_charge", "duplicate_sent"})
"""What no look at a claim can undo: a number that was never asked for, days that have passed, a copy made later."""


@dataclass
class Tally:
    """What people and product did in one arm; minutes are people's."""

    held: int = 0
    held_falsely: int = 0
    findings: int = 0
    findings_wrong: int = 0
    needless_changes: int = 0
    safe_changes: int = 0
    fixed: int = 0
    dropped: int = 0
    minutes: int = 0
    coded_visits: int = 0
    coded_same: int = 0
    coded_right: int = 0
    queries: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    """Of findings that held a claim: how often by rule, right and wrong apart ("CS-MOD-025 right")."""

    def count(self, kind: str) -> None:
        """Count one finding of a kind."""
        self.kinds[kind] = self.kinds.get(kind, 0) + 1


class Watcher:
    """Arm 1: looks at nothing, changes nothing; keeps every bill as it left.  The other arms look as well."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.bills: dict[str, dict[int, Bill]] = {}
        self.first_errors: dict[tuple[str, int], frozenset[str]] = {}
        self.perfect: dict[str, Perfect] = {}
        self.world: Surroundings

    def begin(self, perfect: dict[str, Perfect]) -> None:
        """Begin with another patient, whose perfect claims by visit are these."""
        self.bills, self.first_errors, self.perfect = {}, {}, perfect

    def review(self, bill: Bill, *, visit: TrueVisit, patient: Patient, earlier: tuple[Bill, ...]) -> Reviewed:
        """Look at a bill and keep it as it leaves."""
        self.first_errors.setdefault((visit.key, bill.number), frozenset(error.kind for error in bill.errors))
        seen = self.look(bill, visit, patient)
        kept = self.bills.setdefault(visit.key, {})
        if seen.held_days >= NEVER:
            kept.pop(bill.number, None)
        else:
            kept[bill.number] = seen.bill
        return seen

    def look(self, bill: Bill, visit: TrueVisit, patient: Patient) -> Reviewed:
        """Change nothing."""
        return Reviewed(bill=bill)


class SafeFixes(Watcher):
    """Arm 2: the scrubber's safe fixes are made; its findings are read by nobody and hold nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = engine_of(Setup())
        self._history = ClaimHistory()

    def begin(self, perfect: dict[str, Perfect]) -> None:
        """Begin with another patient and an empty history: no other patient's claims concern him."""
        super().begin(perfect)
        self._history = ClaimHistory(complete=Period(self.world.configuration.start))

    def findings(self, bill: Bill, encounter: Encounter | None = None) -> tuple[ClaimFinding, ...]:
        """Return what the rules say of a bill beside those before it, and keep it for those after it."""
        self._history.add(bill.claim)
        context = Context(history=self._history, submitted_on=bill.ready_on, encounter=encounter)
        return self._engine.scrub(bill.claim, context).findings

    def look(self, bill: Bill, visit: TrueVisit, patient: Patient) -> Reviewed:
        """Make the safe fixes."""
        return Reviewed(bill=self.safe(bill, self.findings(bill)))

    def safe(self, bill: Bill, findings: Iterable[ClaimFinding]) -> Bill:
        """Return the bill with the clerical changes that the product makes by itself."""
        claim = bill.claim
        for finding in findings:
            if finding.fix_safety == "safe" and finding.changes:
                claim, made = safely_fixed(claim, finding.changes)
                self.tally.safe_changes += len(made)
        return bill if claim is bill.claim else msgspec.structs.replace(bill, claim=claim)


class Followed(SafeFixes):
    """Arm 3: findings of the severities `held` keep the claim back until a person has looked at each of them."""

    def __init__(self, person: Person, *, held: Collection[str] = ("hold",)) -> None:
        super().__init__()
        self.person = person
        self.held = frozenset(held)

    def look(self, bill: Bill, visit: TrueVisit, patient: Patient) -> Reviewed:
        """Scrub the bill, make the safe fixes, and let the person work on what holds it."""
        findings = self.findings(bill, self.encounter_of(visit))
        bill = self.safe(bill, findings)
        holding = [finding for finding in findings if finding.severity in self.held]
        if not holding:
            return Reviewed(bill=bill, held_days=self.waits(visit))
        tally, perfect = self.tally, self.perfect[visit.key]
        tally.held += 1
        tally.findings += len(holding)
        minutes = assumed("minutes_per_claim") + assumed("minutes_per_finding") * len(holding)
        if is_perfect([bill], [one for one in perfect.bills if one.number == _place(bill, self.bills, visit)], visit):
            tally.held_falsely += 1
        changed = self.worked(bill, holding, visit, patient)
        days = assumed("held_days") + self.waits(visit)
        if changed is None:
            tally.dropped += 1
            tally.minutes += minutes + assumed("minutes_per_fix")
            return Reviewed(bill=bill, held_days=NEVER)
        if changed is not bill:
            minutes += assumed("minutes_per_fix")
            self._count_needless(bill, changed, visit)
        tally.minutes += minutes
        return Reviewed(
            bill=changed, held_days=days, changes=tuple(one.rule for one in holding),
            flagged=tuple(dict.fromkeys(line for one in holding for line in one.lines)),
        )  # fmt: skip

    def encounter_of(self, visit: TrueVisit) -> Encounter | None:
        """Return the record as the scrubber has it: none."""
        return None

    def waits(self, visit: TrueVisit) -> int:
        """Return the days for which something else keeps the visit's claims back."""
        return 0

    def coded_of(self, visit: TrueVisit) -> tuple[CodedLine, ...] | None:
        """Return the lines that a product gave to the biller instead of the staff's coder: none."""
        return None

    def worked(self, bill: Bill, holding: list[ClaimFinding], visit: TrueVisit, patient: Patient) -> Bill | None:
        """Return the bill as the person leaves it, None when nothing of it is to be sent."""
        slips = frozenset(error.kind for error in bill.errors)
        seen: set[str] = set()
        blind: list[ClaimFinding] = []
        for finding in holding:
            key = (visit.key, finding.rule, *finding.lines)
            right = slips_told(finding, bill)
            self.judged(finding, bool(right))
            if self.person.understands(*key):
                seen |= right
            elif self.person.obeys(*key):
                blind.append(finding)
        if seen:
            seen |= {kind for kind in slips - seen if self.person.notices(visit.key, kind)}
        fixed = frozenset(seen) - _NOT_FIXABLE
        changed: Bill | None = bill
        if fixed:
            self.tally.fixed += 1
            changed = self.rewritten(bill, visit, patient, fixed, self.coded_of(visit))
        for finding in blind:
            changed = obeyed(changed, finding) if changed is not None else None
        return changed

    def judged(self, finding: ClaimFinding, is_right: bool) -> None:
        """Count a finding that held a claim: something it speaks of is wrong, or nothing is."""
        self.tally.findings_wrong += not is_right
        self.tally.count(f"{finding.rule} {finding.name} {'right' if is_right else 'wrong'}")

    def rewritten(
        self, bill: Bill, visit: TrueVisit, patient: Patient, fixed: frozenset[str], coded: tuple[CodedLine, ...] | None
    ) -> Bill | None:  # fmt: skip
        """Return the bill as staff write it without those slips; None when nothing of it is left to bill."""
        world = self.world
        before = self.first_errors[visit.key, bill.number]
        without = (fixed | (before - {error.kind for error in bill.errors})) & every_slip()
        desk = prepare(world.configuration, world.practice, patient, visit, without=without)
        desk = authorized(desk, bill.claim.reference("G1"))
        again = Again(bill.identifier[_STEM:], bill.claim.frequency_code, bill.replaces)
        bills = charge(
            world.configuration, world.practice, patient, visit, desk,
            number=bill.number - _place(bill, self.bills, visit) + 1, coded=coded, without=without, again=again,
        )  # fmt: skip
        new = next((one for one in bills if one.number == bill.number), None)
        if new is None:
            return None
        return msgspec.structs.replace(new, kind=bill.kind, ready_on=max(new.ready_on, bill.ready_on))

    def _count_needless(self, bill: Bill, changed: Bill, visit: TrueVisit) -> None:
        """Count lines that were right and are wrong or gone now."""
        ways = right_ways(self.perfect[visit.key].bills, visit)
        before = sum(right_lines(lines_of(bill.claim), ways))
        after = sum(right_lines(lines_of(changed.claim), ways))
        self.tally.needless_changes += max(0, before - after)


def slips_told(finding: ClaimFinding, bill: Bill) -> frozenset[str]:
    """Return which of a bill's slips a finding speaks of: those of its family of rules, and those of its very lines."""
    told = told_by(finding.rule)
    return frozenset(error.kind for error in bill.errors if error.kind in told or error.line in finding.lines)


def _place(bill: Bill, bills: dict[str, dict[int, Bill]], visit: TrueVisit) -> int:
    """Return which of its visit's claims a bill is, from 1."""
    return bill.number - min(bill.number, *bills.get(visit.key, {bill.number: bill})) + 1
