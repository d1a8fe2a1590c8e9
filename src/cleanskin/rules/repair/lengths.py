"""Closures as billed beside closures as documented, by class and site group."""

from typing import Final, NamedTuple

from cleanskin.record.encounter import Closure
from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import code_of_length, lengths
from cleanskin.rules.repair.sizes import Sized, billed, rank
from cleanskin.rules.visit import Line, Visit

_CLASSES: Final[tuple[Closure, ...]] = ("simple", "intermediate", "complex")


class Compared(NamedTuple):
    """The lines of a class and site group, and how they rank against the record: above 0 too high, below too low."""

    lines: tuple[Line, ...]
    difference: int
    told: tuple[str, ...]
    missing: tuple[tuple[str, int], ...]


def compared(visit: Visit, day: Day) -> list[Compared]:
    """Compare each class and site group that is both billed and documented whole."""
    return visit.once(_compared)


def _compared(visit: Visit) -> list[Compared]:
    day, found = visit.day, []
    for closure in _CLASSES:
        lines = visit.in_family(f"repair_{closure}")
        sums = lengths(visit, closure, day) if lines else None
        for group, length in (sums or {}).items():
            own = [line for line in lines if line.facts and line.facts.site_group == group]
            asked, owed = billed(own), code_of_length(length, group, closure, day)
            if asked is None or owed is None:
                continue
            above, below = rank(asked, day), rank(owed, day)
            told = (f"documented sum {length} cm: {owed}", f"billed: {asked}")
            found.append(Compared(tuple(own), (above > below) - (above < below), told, _missing(asked, owed)))
    return found


def _missing(asked: Sized, owed: Sized) -> tuple[tuple[str, int], ...]:
    if asked.code != owed.code:
        return owed.units
    return ((owed.add_on, owed.add_on_units - asked.add_on_units),) if owed.add_on else ()
