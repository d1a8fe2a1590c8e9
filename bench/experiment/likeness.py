"""How a bill stands to the perfect one: which lines are right, what is billed beyond the record, what is left out.

Lines are compared within groups of codes that stand for the same kind of work, so that a level or a size taken wrongly
costs its difference and not twice the whole.  Values are the payer's own, each line alone (`PerfectLife.line_values`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from cleanskin.record.claim import Claim
from cleanskin.sim.clinic.codes import FAMILY
from cleanskin.sim.engine.perfect import Perfect, PerfectLife
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.bill import Bill, CodedLine
from cleanskin.sim.nouns.visit import TrueVisit

_MERGED = {
    "visit_new": "visit", "visit_established": "visit", "excision_benign": "excision",
    "excision_malignant": "excision", "repair_intermediate": "repair", "repair_complex": "repair",
}  # fmt: skip


@cache
def group_of(code: str) -> str:
    """Return the group of codes that stand for the same kind of work; a code of no family is its own."""
    family = FAMILY.get(code, code).removesuffix("_add_on")
    return _MERGED.get(family, family)


class BilledLine(NamedTuple):
    """What of a line is compared; `diagnosis` is the one its first pointer names."""

    code: str
    modifiers: frozenset[str]
    units: int
    diagnosis: str


class RightLine(NamedTuple):
    """One true line and every way of billing it that is right; any of its diagnoses may stand first."""

    code: str
    modifiers: tuple[frozenset[str], ...]
    units: int
    diagnoses: frozenset[str]

    def allows(self, line: BilledLine) -> bool:
        """Return whether a line bills this one rightly."""
        same = (line.code, line.units) == (self.code, self.units)
        return same and line.modifiers in self.modifiers and line.diagnosis in self.diagnoses


def lines_of(claim: Claim) -> list[BilledLine]:
    """Return the lines of a claim."""
    return [
        BilledLine(
            line.procedure.code, frozenset(line.procedure.modifiers), int(line.units or 1),
            claim.diagnoses[line.diagnosis_pointers[0] - 1].code if line.diagnosis_pointers else "",
        )
        for line in claim.lines
    ]  # fmt: skip


def coded_of(bills: Iterable[Bill]) -> tuple[CodedLine, ...]:
    """Return the lines of bills as a coder would hand them in."""
    return tuple(
        CodedLine(
            code=line.procedure.code, units=int(line.units or 1), modifiers=line.procedure.modifiers,
            diagnoses=tuple(bill.claim.diagnoses[at - 1].code for at in line.diagnosis_pointers),
        )
        for bill in bills
        for line in bill.claim.lines
    )  # fmt: skip


def right_ways(perfect: Sequence[Bill], visit: TrueVisit) -> list[RightLine]:
    """Return the true lines with every way of billing them that is right: other modifiers may serve as well."""
    ways = []
    for bill in perfect:
        codes = [one.code for one in bill.claim.diagnoses]
        for line, service in zip(bill.claim.lines, bill.services):
            alternatives = visit.services[service].alternatives if service is not None else ()
            modifiers = (line.procedure.modifiers, *alternatives)
            named = frozenset(codes[at - 1] for at in line.diagnosis_pointers)
            ways.append(
                RightLine(line.procedure.code, tuple(map(frozenset, modifiers)), int(line.units or 1), named)
            )  # fmt: skip
    return ways


def right_lines(lines: Sequence[BilledLine], ways: Sequence[RightLine]) -> list[bool]:
    """Return of each line whether it stands for a true service as a perfect coder would bill it."""
    free = list(ways)
    found = []
    for line in lines:
        at = next((at for at, way in enumerate(free) if way.allows(line)), None)
        found.append(at is not None)
        if at is not None:
            free.pop(at)
    return found


def is_perfect(bills: Iterable[Bill], perfect: Sequence[Bill], visit: TrueVisit) -> bool:
    """Return whether bills say all of the truth and nothing else, with no slip of desk or biller on them."""
    bills = list(bills)
    lines = [line for bill in bills for line in lines_of(bill.claim)]
    ways = right_ways(perfect, visit)
    return len(lines) == len(ways) and all(right_lines(lines, ways)) and not any(bill.errors for bill in bills)


class Against(NamedTuple):
    """A visit's bills against its record: lines and cents beyond it, cents left out."""

    lines_beyond: int = 0
    cents_beyond: int = 0
    cents_missed: int = 0


def against(
    bills: Sequence[Bill], perfect: Perfect, *, life: PerfectLife, surroundings: Surroundings
) -> Against:  # fmt: skip
    """Hold a visit's bills against the perfect ones, group by group; the true payer's values hold for both."""
    payers = surroundings.payer_by_id
    claims = [bill.claim for bill in perfect.bills]
    payer = payers[(claims or [bill.claim for bill in bills])[0].coverage.payer.id] if claims or bills else None
    if payer is None:
        return Against()
    true: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for claim in claims:
        for line, value in zip(lines_of(claim), life.line_values(claim, payer=payer)):
            true[group_of(line.code)] += value
            units[line.code] += line.units
    billed: Counter[str] = Counter()
    beyond: Counter[str] = Counter()
    for bill in bills:
        for line, value in zip(lines_of(bill.claim), life.line_values(bill.claim, payer=payer)):
            group = group_of(line.code)
            billed[group] += value
            beyond[group] += line.units > units[line.code]
            units[line.code] -= min(units[line.code], line.units)
    over = {group: billed[group] - true[group] for group in {*billed, *true}}
    return Against(
        sum(beyond[group] for group, cents in over.items() if cents > 0),
        sum(cents for cents in over.values() if cents > 0),
        -sum(cents for cents in over.values() if cents < 0),
    )
