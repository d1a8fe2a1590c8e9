"""Amounts that change by year and are no prices of codes: deductible, least amounts in dispute, thresholds.

Conversion factors, sequestration and the shares that pricing uses lie in `reference/parameters`.
"""

import functools
from collections.abc import Mapping
from datetime import date

from cleanskin.record.dermatology import YearlyAmount
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import Dated, answer_for, in_force, load_table


def amount(name: str, on: date) -> Answer[YearlyAmount] | None:
    """Return an amount on a day; None when the table has none for that day: a later year is never guessed."""
    row = in_force(amounts().get(name, ()), on)
    return answer_for(row, on) if row else None


@functools.cache
def amounts() -> Mapping[str, tuple[Dated[YearlyAmount], ...]]:
    """Return the rows by name, each name's oldest first."""
    return load_table("amounts", YearlyAmount, key=lambda row: row.name)
