"""The values by which payers rank several procedures of a day."""

from decimal import Decimal
from typing import NamedTuple

from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

_REDUCIBLE = "2"
"""The multiple-procedure indicator of the standard reduction: 100, 50, 50, 50, 50 per cent."""


class Ranked(NamedTuple):
    """A line with the total relative value of one unit of its code at its place of service."""

    line: Line
    value: Decimal


def ranked(visit: Visit, day: Day) -> list[Ranked]:
    """Return the lines that the reduction concerns, in the order of the claim; [] when it concerns but one.

    Those without a known value are left out.
    """
    concerned = []
    for line in visit.lines:
        row = day.fee(line.code)
        if row is not None and row.multiple_procedure == _REDUCIBLE and not line.is_add_on:
            concerned.append(line)
    if len(concerned) < 2:
        return []
    found = []
    for line in concerned:
        place = day.place_of_service(line.place_of_service)
        value = day.total_rvu(line.code, facility=place is not None and place.setting == "facility")
        if value:
            found.append(Ranked(line, value))
    return found
