"""Rows of a member, be it delimited text or a workbook.

Not an importer: importers of small tables read through it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cleanskin.reference.importers import delimited, spreadsheet
from cleanskin.reference.importers.delimited import Row
from cleanskin.reference.importers.row_problems import RowProblems
from cleanskin.reference.importing import Member


class Table(NamedTuple):
    """All rows of a member; `is_cut` when its text does not end with a line end, so that the last row may be cut."""

    rows: tuple[Row, ...]
    is_cut: bool


def head_rows(member: Member, *, separator: str = "") -> tuple[Row, ...]:
    """Return the first rows, for recognising a member; () when it is neither text nor a workbook.

    Without a separator, tab or comma is taken, whichever stands more often in the opening.
    """
    head = member.head(4096)
    if spreadsheet.is_workbook(head):
        return spreadsheet.peek(member)
    if not head or not delimited.is_text(head):
        return ()
    text = delimited.decoded_head(member)
    return tuple(row for row, _ in zip(delimited.rows(text, separator=separator or _separator(text)), range(200)))


def all_rows(member: Member, *, separator: str = "") -> Table:
    """Return every row, read like `head_rows`."""
    data = member.data()
    if spreadsheet.is_workbook(data[:8]):
        return Table(tuple(spreadsheet.rows(data)), False)
    text = delimited.decoded(data)
    return Table(tuple(delimited.rows(text, separator=separator or _separator(text))), not text.endswith(("\n", "\r")))


def below(table: Table, header: int, *, columns: int, problems: RowProblems) -> Sequence[Row]:
    """Return the rows below a header (its index); a last row that the end of the file cut is noted and left out.

    A row counts as cut when it has fewer cells than the table has columns, or an empty last cell.
    """
    rows = table.rows[header + 1 :]
    if not (rows and table.is_cut):
        return rows
    last = rows[-1]
    if len(last.cells) >= columns and last.cells[columns - 1]:
        return rows
    problems.add("last-row-cut", line=last.line, message="The last row is incomplete and was left out.")
    return rows[:-1]


def _separator(text: str) -> str:
    opening = text[:8192]
    return "\t" if opening.count("\t") > opening.count(",") else ","
