"""Relative values and indicators of the Medicare physician fee schedule, by year, and published national amounts.

`fees.tsv` has one row a code, pricing modifier ("", 26, TC, 53) and year.  The rows of 2025 were read in the October
release, those of 2026 in a selection that lacks the shares of the global package and the rows for 26 and TC; a cell
that is empty was not at hand.  RVUs do not depend on the conversion factor: the two factors of 2026 share one row.
`national_amounts.tsv` has the amounts Medicare published for the nation, in cents, non-qualifying factor; for codes
without RVUs at hand it is all that is known, and no locality price can be worked out from it.
"""

import functools
from collections.abc import Mapping
from datetime import date

import msgspec

from cleanskin.record.fee import FeeRow
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import Dated, answer_for, in_force, load_table


class NationalAmount(msgspec.Struct, frozen=True, kw_only=True):
    """What Medicare allows for a code in the nation, before any locality: cents by setting."""

    code: str
    nonfacility_cents: int
    facility_cents: int


def fee(code: str, on: date, *, modifier: str = "", qualifying_apm: bool = False) -> Answer[FeeRow] | None:
    """Return the fee schedule row of a code and its pricing modifier; None when none is at hand for that day.

    A row with national amounts and no RVUs is all that is at hand for some codes.  `qualifying_apm` changes the
    conversion factor, which these rows do not hold: the same row answers.
    """
    row = in_force(_fees().get((code, modifier), ()), on)
    return answer_for(row, on) if row else None


def national_amount(code: str, on: date) -> Answer[NationalAmount] | None:
    """Return the published national amounts of a code; None when none is at hand for that day."""
    row = in_force(_national_amounts().get(code, ()), on)
    return answer_for(row, on) if row else None


@functools.cache
def _fees() -> Mapping[tuple[str, str], tuple[Dated[FeeRow], ...]]:
    flags = ("nonfacility_na", "facility_na")
    rows = load_table("fees", FeeRow, key=lambda row: (row.code, row.modifier), flags=flags)
    for code, amounts in _national_amounts().items():
        held = rows.get((code, ""), ())
        alone = [row for row in amounts if not any(row.period.overlaps(other.period) for other in held)]
        rows[code, ""] = (*held, *(_without_values(row) for row in alone))
    return rows


def _without_values(row: Dated[NationalAmount]) -> Dated[FeeRow]:
    """Return the fee schedule row of a code of which only the national amounts are at hand."""
    value = FeeRow(
        code=row.value.code,
        amount_nonfacility=row.value.nonfacility_cents,
        amount_facility=row.value.facility_cents,
    )
    return Dated(value, row.period, row.provenance, row.source)


@functools.cache
def _national_amounts() -> Mapping[str, tuple[Dated[NationalAmount], ...]]:
    return load_table("national_amounts", NationalAmount, key=lambda row: row.code)
