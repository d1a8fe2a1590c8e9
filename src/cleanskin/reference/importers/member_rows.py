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


def below(
    table: Table, header: int, *, columns: int, problems: RowProblems, has_long_texts: bool = False
) -> Sequence[Row]:
    """Return the rows below a header (its index) that can be used; what is left out is noted.

    A last row that the end of the file cut: it has fewer cells than the table has columns, or an empty last cell.
    Without `has_long_texts`, a cell of several lines: a quotation that was opened by mistake and has swallowed rows.
    """
    rows = table.rows[header + 1 :]
    if rows and table.is_cut and not (len(rows[-1].cells) >= columns and rows[-1].cells[columns - 1]):
        problems.add("last-row-cut", line=rows[-1].line, message="The last row is incomplete and was left out.")
        rows = rows[:-1]
    if has_long_texts:
        return rows
    return [row for row in rows if not _swallows_rows(row, problems)]


def _swallows_rows(row: Row, problems: RowProblems) -> bool:
    lines = sum(cell.count("\n") for cell in row.cells)
    if lines:
        message = f"A quotation runs over {lines + 1} lines; none of them was read."
        problems.add("row-not-readable", line=row.line, message=message, expected="A quotation that ends in its line.")
        problems.add_more("row-not-readable", lines)
    return lines > 0


def _separator(text: str) -> str:
    opening = text[:8192]
    return "\t" if opening.count("\t") > opening.count(",") else ","
