"""Arm 4: the coder instead of the staff's coder, then the scrubber and a person.

The note is read and coded as the product does it (`cleanskin code`), with the kind of payer and the day of service.
The notes share no author with the reader of notes or the coder: whoever wrote them had read neither.  Questions go to
a person who answers from what truly happened; what the desk and the biller get wrong stays as it is.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import msgspec

from bench.experiment.likeness import BilledLine, coded_of, group_of, right_lines, right_ways
from bench.experiment.owned import owned
from bench.experiment.people import Person, obeyed
from bench.experiment.scrubbed import NEVER, Followed, slips_told
from bench.experiment.tables import assumed
from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.record.coding import Coding, Query
from cleanskin.record.encounter import Encounter, PayerKind
from cleanskin.reference.look_up import Reference
from cleanskin.sim.engine.perfect import Perfect
from cleanskin.sim.nouns.bill import Bill, CodedLine, DeskWork, Reviewed
from cleanskin.sim.nouns.patient import Patient
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.staff import prepare

KINDS: Final[dict[str, PayerKind]] = {
    "medicare": "medicare", "medicare_advantage": "medicare_advantage", "medicaid": "medicaid", "tricare": "tricare",
    "workers_comp": "workers_compensation", "auto": "auto",
}  # fmt: skip
"""What the product is told of a payer; commercial for every other kind."""
Known = dict[tuple[str, PayerKind], Coding]
"""Codings by visit and kind of payer."""
_NEVER_SENT = frozenset({"99024"})
_DECIDES_NOTHING = frozenset({"documentation", "necessity"})
"""Topics of questions whose answer completes the record and changes no line."""
_NOTHING_CODED = frozenset({"empty", "stopped", "date"})
"""Topics of questions that leave the visit to a person."""


@cache
def _reference() -> Reference:
    return Reference(None)


class Coded(Followed):
    """The coder, and the scrubber with a person behind it."""

    def __init__(self, person: Person, *, held: Iterable[str] = ("hold",), known: Known | None = None) -> None:
        """`known` are codings of the same notes from before: variants of one seed read them once."""
        super().__init__(person, held=tuple(held))
        self._known: Known = {} if known is None else known
        self._codings: dict[str, Coding] = {}
        self._coded: dict[str, tuple[CodedLine, ...]] = {}
        self._waits: dict[str, int] = {}

    def begin(self, perfect: dict[str, Perfect]) -> None:
        """Begin with another patient."""
        super().begin(perfect)
        self._codings, self._coded, self._waits = {}, {}, {}

    def code(self, visit: TrueVisit, note: str, *, patient: Patient) -> tuple[CodedLine, ...]:
        """Read and code a note, have the questions answered, and hand the lines to the biller."""
        tally = self.tally
        desk = prepare(self.world.configuration, self.world.practice, patient, visit)
        key = (visit.key, self._payer(desk))
        if key not in self._known:
            self._known[key] = code(read(note), reference=_reference(), payer=key[1], on=visit.day)
        coding = self._known[key]
        lines = tuple(_plain(coding))
        truth = coded_of(self.perfect[visit.key].bills)
        tally.coded_visits += 1
        tally.minutes += assumed("minutes_per_coded_visit")
        for query in coding.queries:
            tally.queries += 1
            tally.minutes += assumed("minutes_per_query")
            if query.topic in _DECIDES_NOTHING:
                continue
            self._waits[visit.key] = assumed("queried_days")
            if self.person.understands(visit.key, "query", query.topic, *query.codes):
                lines = _answered(lines, truth, query)
        if desk.abn:
            lines = _with_notice(lines, visit)
        self._codings[visit.key] = coding
        self._coded[visit.key] = lines
        tally.coded_right += self._is_right(lines, visit)
        tally.coded_same += sorted((one.code, one.units) for one in lines) == sorted(
            (one.code, one.units) for one in truth
        )
        return lines

    def _payer(self, desk: DeskWork) -> PayerKind:
        """Return the kind of payer that the desk believes in."""
        if not desk.on_file:
            return "self_pay"
        return KINDS.get(self.world.payers[desk.on_file[0].payer].kind, "commercial")

    def _is_right(self, lines: Sequence[CodedLine], visit: TrueVisit) -> bool:
        ways = right_ways(self.perfect[visit.key].bills, visit)
        return len(lines) == len(ways) and all(right_lines([_billed(line) for line in lines], ways))

    def encounter_of(self, visit: TrueVisit) -> Encounter | None:
        """Return the record as the reader of notes made it."""
        coding = self._codings.get(visit.key)
        return coding.encounter if coding is not None else None

    def waits(self, visit: TrueVisit) -> int:
        """Return the days for which questions keep the visit's claims back."""
        return self._waits.get(visit.key, 0)

    def coded_of(self, visit: TrueVisit) -> tuple[CodedLine, ...] | None:
        """Return the coder's lines, as they have been set right so far."""
        return self._coded.get(visit.key)

    def look(self, bill: Bill, visit: TrueVisit, patient: Patient) -> Reviewed:
        """Look at a bill as arm 3 does; what the coder left wrong stands on it as a slip that rework can find."""
        if bill.kind in ("corrected", "resubmission"):
            bill = self._reworked(bill, visit, patient)
        seen = super().look(bill, visit, patient)
        if seen.held_days >= NEVER:
            return seen
        return msgspec.structs.replace(seen, bill=owned(seen.bill, self.perfect[visit.key].bills, visit))

    def _reworked(self, bill: Bill, visit: TrueVisit, patient: Patient) -> Bill:
        """Return a bill that staff wrote again: with the record open, they see the coder's faults at the same skill."""
        truth = coded_of(self.perfect[visit.key].bills)
        lines = self._coded.get(visit.key, ())
        wrong = {group_of(line.code) for line in (*lines, *truth)}
        wrong = {group for group in wrong if _differs(lines, truth, {group}, self, visit)}
        seen = {group for group in sorted(wrong) if self.person.understands(visit.key, "rework", group)}
        if not seen:
            return bill
        self._coded[visit.key] = _settled(lines, truth, seen)
        return self.rewritten(bill, visit, patient, frozenset(), self._coded[visit.key]) or bill

    def worked(self, bill: Bill, holding: list[ClaimFinding], visit: TrueVisit, patient: Patient) -> Bill | None:
        """Return the bill as the person leaves it: wrong groups of lines set right, slips of desk and biller undone."""
        truth = coded_of(self.perfect[visit.key].bills)
        lines = self._coded.get(visit.key, ())
        by_number = {line.number: line.procedure.code for line in bill.claim.lines}
        seen: set[str] = set()
        blind: list[ClaimFinding] = []
        settled = lines
        for finding in holding:
            key = (visit.key, finding.rule, *finding.lines)
            groups = {group_of(by_number[number]) for number in finding.lines if number in by_number}
            differs = _differs(lines, truth, groups, self, visit)
            told = slips_told(finding, bill)
            self.judged(finding, differs or bool(told))
            if self.person.understands(*key):
                seen |= told
                if differs:
                    settled = _settled(settled, truth, groups)
            elif self.person.obeys(*key):
                blind.append(finding)
        changed: Bill | None = bill
        if seen or settled != lines:
            self.tally.fixed += 1
            self._coded[visit.key] = settled
            changed = self.rewritten(bill, visit, patient, frozenset(seen), settled)
        for finding in blind:
            changed = obeyed(changed, finding) if changed is not None else None
        return changed


def _differs(
    lines: Sequence[CodedLine], truth: Sequence[CodedLine], groups: set[str], arm: Coded, visit: TrueVisit
) -> bool:  # fmt: skip
    """Return whether the lines of some groups are not as a perfect coder would bill them."""
    ways = right_ways(arm.perfect[visit.key].bills, visit)
    named = [_billed(line) for line in lines if group_of(line.code) in groups]
    wanted = [way for way in ways if group_of(way.code) in groups]
    return len(named) != len(wanted) or not all(right_lines(named, wanted))


def _plain(coding: Coding) -> Iterable[CodedLine]:
    """Return the product's lines in the words of the simulated world; what is never sent stays in the record."""
    for line in coding.lines:
        if line.code not in _NEVER_SENT:
            yield CodedLine(
                code=line.code, units=line.units, modifiers=line.modifiers,
                diagnoses=tuple(one.replace(".", "") for one in line.icd10),
            )  # fmt: skip


def _answered(lines: tuple[CodedLine, ...], truth: tuple[CodedLine, ...], query: Query) -> tuple[CodedLine, ...]:
    """Return the lines after a question was answered rightly: the groups of the codes it names are as they should."""
    if query.topic in _NOTHING_CODED:
        return truth
    return _settled(lines, truth, {group_of(one) for one in query.codes})


def _settled(lines: tuple[CodedLine, ...], truth: tuple[CodedLine, ...], groups: set[str]) -> tuple[CodedLine, ...]:
    """Return the lines with some groups as the truth has them, in the truth's order where it speaks."""
    kept = [line for line in lines if group_of(line.code) not in groups]
    right = [line for line in truth if group_of(line.code) in groups]
    place = {line.code: at for at, line in enumerate(truth)}
    return tuple(sorted([*kept, *right], key=lambda line: place.get(line.code, len(place))))


def _with_notice(lines: tuple[CodedLine, ...], visit: TrueVisit) -> tuple[CodedLine, ...]:
    """Return the lines with GA where the desk has a signed notice: the biller adds it in every arm."""
    noticed = {service.code for service in visit.services if service.nature == "conditional"}
    return tuple(
        CodedLine(code=one.code, units=one.units, modifiers=(*one.modifiers, "GA"), diagnoses=one.diagnoses)
        if one.code in noticed and "GA" not in one.modifiers
        else one
        for one in lines
    )


def _billed(line: CodedLine) -> BilledLine:
    return BilledLine(line.code, frozenset(line.modifiers), line.units, line.diagnoses[0] if line.diagnoses else "")
