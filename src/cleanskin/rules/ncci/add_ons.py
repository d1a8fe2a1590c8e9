"""Which add-on codes of a visit stand without a primary code."""

from typing import NamedTuple

from cleanskin.record.procedure import AddOnEdit
from cleanskin.rules.visit import Line, Visit


class Alone(NamedTuple):
    """An add-on line of which no listed primary was billed on the day, and the edit that lists them."""

    line: Line
    edit: AddOnEdit


def without_primary(visit: Visit) -> tuple[Alone, ...]:
    """Find the add-on lines without any of their listed primaries, on this claim or on another of the day."""
    return visit.once(_without_primary)


def lacks_primary(visit: Visit) -> bool:
    """True when an add-on line is without its listed primaries.  For `whenever`."""
    return bool(visit.once(_without_primary))


def listed_primaries(edit: AddOnEdit, most: int = 8) -> str:
    """Name an add-on code's primaries, a long list cut."""
    named = [primary.code for primary in edit.primaries]
    return ", ".join(named[:most]) + (f" and {len(named) - most} more" if len(named) > most else "")


def _without_primary(visit: Visit) -> tuple[Alone, ...]:
    found: list[Alone] = []
    day, here = visit.day, visit.codes
    for line in visit.lines:
        edit = day.add_on(line.code)
        if edit is None:
            continue
        listed = day.primaries(line.code)
        if listed.isdisjoint(here) and not (listed and visit.same_day_elsewhere(listed)):
            found.append(Alone(line, edit))
    return tuple(found)
