"""Units of measure as notes write them, of the table `measures`."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from cleanskin.note.terms import table

DAYS_IN: Final[Mapping[str, int]] = {"days": 1, "weeks": 7, "fortnights": 14, "months": 30, "years": 365}
"""Days in each unit of time, about."""


class Measure(NamedTuple):
    """What a unit measures, the unit it is given in, and how many of those it is."""

    kind: str
    unit: str
    factor: Decimal


@cache
def _measures() -> Mapping[str, Measure]:
    rows = table("measure").values()
    return {
        word: Measure(row["kind"], row.get("unit", ""), Decimal(row["factor"]))
        for row in rows
        for word in row["words"].split(" | ")
    }


def measure(unit: str) -> Measure | None:
    """Return what a unit as written measures; None when it is no unit."""
    return _measures().get(unit) or _measures().get(unit.replace(" ", "").replace(".", "").replace("-", ""))


def is_length(unit: str) -> bool:
    """True for a unit of length as written."""
    return (held := measure(unit)) is not None and held.kind == "length"
