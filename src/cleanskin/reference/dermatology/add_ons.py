"""Which primary codes an add-on code needs on the same day: the NCCI add-on code edits of dermatology's add-on codes.

One row an add-on code and period.  `primaries` lists every primary of the official table, also those that no
dermatologist bills; types 2 and 3 leave further primaries to the contractor.
"""

import functools
from collections.abc import Mapping
from datetime import date

import msgspec

from cleanskin.record.procedure import AddOnEdit, AddOnPrimary, AddOnType
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import Dated, answer_for, in_force, load_table


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table."""

    add_on: str
    type: AddOnType
    primaries: tuple[str, ...]


def add_on(code: str, on: date) -> Answer[AddOnEdit] | None:
    """Return which primaries an add-on code needs; None when the table names no such add-on code for that day."""
    row = in_force(_add_ons().get(code, ()), on)
    return answer_for(row, on) if row else None


@functools.cache
def _add_ons() -> Mapping[str, tuple[Dated[AddOnEdit], ...]]:
    rows = load_table("add_ons", _Row, key=lambda row: row.add_on, lists=("primaries",))
    return {code: tuple(_edit(row) for row in dated) for code, dated in rows.items()}


def _edit(row: Dated[_Row]) -> Dated[AddOnEdit]:
    primaries = tuple(AddOnPrimary(code=code, period=row.period) for code in row.value.primaries)
    edit = AddOnEdit(add_on=row.value.add_on, type=row.value.type, primaries=primaries, period=row.period)
    return Dated(edit, row.period, row.provenance, row.source)
