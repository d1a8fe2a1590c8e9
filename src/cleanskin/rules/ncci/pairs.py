"""Which NCCI pairs are on a visit, and whether a modifier opens them.

A pair edit denies its column-2 code beside its column-1 code for one patient, one provider and one day.  A pair of
indicator 1 is opened by an NCCI-associated modifier on either of the two lines; one of indicator 0 by nothing.
Whether the modifier is right, only the record can tell.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleanskin.record.procedure import PairEdit
from cleanskin.rules.day import Day
from cleanskin.rules.visit import DISTINCT, Line, Visit

NOT_ADJUDICATED = frozenset({"GY"})
"""Modifiers with which a line asks for its refusal: it takes no part in pairs."""

STAND_INS = ("22", "76", "77", "51", "52")
"""Modifiers that are used as if they opened a pair, and do not."""


class LinePair(NamedTuple):
    """Two lines that an edit pairs: `denied` has the column-2 code, `paid` the column-1 code."""

    edit: PairEdit
    paid: Line
    denied: Line


def line_pairs(visit: Visit) -> tuple[LinePair, ...]:
    """Find the paired lines of one provider; for a denied line and an edit one paid line, an unopened one first."""
    return visit.once(_line_pairs)


def has_unopened_pair(visit: Visit) -> bool:
    """True when a pair is on the visit that no modifier opens.  For `whenever`."""
    return len(visit.lines) > 1 and bool(visit.once(_unopened_pairs))


def shut_pairs(visit: Visit) -> list[LinePair]:
    """Return the pairs that a modifier could open and none does."""
    return [pair for pair in visit.once(_unopened_pairs) if pair.edit.modifier_indicator == 1]


def by_denied_line(pairs: Iterable[LinePair]) -> Iterator[tuple[LinePair, ...]]:
    """Put the pairs of one denied line together: it is refused once."""
    found: dict[str, list[LinePair]] = {}
    for pair in pairs:
        found.setdefault(pair.denied.number, []).append(pair)
    return map(tuple, found.values())


def paid_codes(pairs: Iterable[LinePair]) -> str:
    """Name the column-1 codes of some pairs."""
    return " and ".join(dict.fromkeys(pair.edit.column1 for pair in pairs))


def opens(line: Line, day: Day) -> bool:
    """True when a modifier of the line is NCCI-associated on that day, so that it opens pairs of indicator 1."""
    return bool(line.modifiers) and associated(line.modifiers, day)


def associated(modifiers: Iterable[str], day: Day) -> bool:
    """True when one of these modifiers is NCCI-associated on that day."""
    return any(_is_associated(name, day) for name in modifiers)


def is_open(pair: LinePair, day: Day) -> bool:
    """True when both lines are paid: the edit may be opened, and a modifier on either line does."""
    return pair.edit.modifier_indicator == 1 and (opens(pair.denied, day) or opens(pair.paid, day))


def only_column_1_is_distinct(pair: LinePair, day: Day) -> bool:
    """True when nothing but 59 or X on the column-1 line opens the pair."""
    if pair.edit.modifier_indicator != 1 or opens(pair.denied, day) or not opens(pair.paid, day):
        return False
    return all(name in DISTINCT or not _is_associated(name, day) for name in pair.paid.modifiers)


def told(pairs: Iterable[LinePair], day: Day) -> tuple[str, ...]:
    """Return the evidence of pairs: columns, indicator, where that stands, and why."""
    words: list[str] = []
    for edit in (pair.edit for pair in pairs):
        release = day.release_of("pair", edit.column1, edit.column2)
        columns = f"{edit.column1} is column 1 and {edit.column2} column 2 of a pair"
        words += [f"{columns} of indicator {edit.modifier_indicator} on {day.on} ({release})", edit.rationale]
    return tuple(dict.fromkeys(words))


def _unopened_pairs(visit: Visit) -> list[LinePair]:
    pairs, day = line_pairs(visit), visit.day
    return [pair for pair in pairs if not is_open(pair, day)] if pairs else []


def _line_pairs(visit: Visit) -> tuple[LinePair, ...]:
    edits = visit.day.pairs_among(tuple(visit.codes)) if visit.codes_count > 1 else ()
    if not edits:
        return ()
    found = []
    for edit in edits:
        for denied in visit.with_code(edit.column2):
            facing = [paid for paid in visit.with_code(edit.column1) if _face_each_other(paid, denied)]
            if len(facing) > 1:
                facing = [min(facing, key=lambda paid: opens(paid, visit.day))]
            found += [LinePair(edit, paid, denied) for paid in facing]
    return tuple(found)


def _face_each_other(one: Line, other: Line) -> bool:
    if not (NOT_ADJUDICATED.isdisjoint(one.modifiers) and NOT_ADJUDICATED.isdisjoint(other.modifiers)):
        return False
    return not (one.rendering_npi and other.rendering_npi and one.rendering_npi != other.rendering_npi)


def _is_associated(modifier: str, day: Day) -> bool:
    facts = day.modifier(modifier)
    return facts is not None and facts.ncci_associated
