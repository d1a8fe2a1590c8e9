"""Grafts as documented: the area of the wound, and the further units that it holds."""

from typing import NamedTuple

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.repair.sizes import billed, code_for
from cleanskin.rules.rule import codes
from cleanskin.rules.visit import Line, Visit

_FIRST = tuple(sorted(codes("15100", "15120", "15200", "15220", "15240", "15260").codes))
_FURTHER = tuple(sorted(codes("15101", "15121", "15201", "15221", "15241", "15261").codes))


class Compared(NamedTuple):
    """The graft lines, with the units of the add-on code `add_on` as billed and as the area holds them."""

    lines: tuple[Line, ...]
    add_on: str
    further_billed: int
    further_documented: int
    told: tuple[str, ...]


def compared(visit: Visit, day: Day) -> Compared | None:
    """Compare the only graft of the claim with the only graft of the record."""
    wounds = closed(visit, "graft")
    lines = visit.with_code(*_FIRST, *_FURTHER)
    asked = billed(lines)
    if asked is None or len(wounds) != 1 or wounds[0].defect_area_sq_cm is None or wounds[0].count not in (None, 1):
        return None
    facts = day.procedure(asked.code)
    area = wounds[0].defect_area_sq_cm
    owed = code_for(area, facts.site_group if facts else "", (*_FIRST, *_FURTHER), day)
    if owed is None:
        return None
    add_on = asked.add_on or owed.add_on
    told = (f"area of the wound {area} sq cm: {owed}", f"billed: {asked}")
    return Compared(tuple(lines), add_on, asked.add_on_units, owed.add_on_units, told)
