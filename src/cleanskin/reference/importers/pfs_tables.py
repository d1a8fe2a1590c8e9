"""Rows, numbers and dates of the fee files, whatever their form: comma text, workbook or fixed width.

Not an importer: the readers of relative values, indices, localities and drug prices read through it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import islice
from typing import Literal

from cleanskin.kernel.period import Period
from cleanskin.reference.importers import delimited, spreadsheet
from cleanskin.reference.importers.delimited import Row
from cleanskin.reference.importers.quarters import Quarter
from cleanskin.reference.importing import Member, base_name

Form = Literal["csv", "txt", "xlsx"]

PEEK_BYTES_MAX = 8_000_000
"""A workbook is opened for recognising only up to this size: those of the fee files are smaller by half."""

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_MONTH_AND_YEAR = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s_-]*(?:\d{1,2},?[\s_-]+)?(20\d\d)", re.IGNORECASE
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def is_book(member: Member) -> bool:
    """True when the member is a workbook by its first bytes."""
    return spreadsheet.is_workbook(member.head(8))


def head_rows(member: Member, *, count: int = 25) -> list[Row]:
    """Return the first rows of a comma text or of a workbook's first sheet; none for anything else.

    A workbook has its contents at its end, so that its head alone says nothing: a small one is opened.
    """
    if is_book(member):
        if member.size_bytes > PEEK_BYTES_MAX:
            return []
        return list(islice(spreadsheet.rows(member.data()), count))
    if not delimited.is_text(member.head(512)):
        return []
    return list(islice(delimited.rows(delimited.decoded_head(member)), count))


def all_rows(member: Member) -> Iterator[Row]:
    """Yield every row of a comma text or of a workbook's first sheet."""
    if is_book(member):
        return spreadsheet.rows(member.data())
    return delimited.rows(delimited.decoded(member.data()))


def decimal_of(text: str, *, places: int) -> Decimal | None:
    """Return a number of a fee file; None when it is none.

    A workbook writes 0.1 as 0.10000000000000001 at times: what exceeds `places` by less than a millionth is rounded;
    a longer number is taken as it stands.
    """
    bare = text.replace("$", "").replace(",", "").strip()
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        value = Decimal(bare)
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return rounded if abs(rounded - value) < Decimal("0.000001") else value


def year_period(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def quarter_named(texts: Sequence[str]) -> Quarter | None:
    """Return the quarter of the first month and year named in the texts ("effective October 1, 2026"), or None."""
    for text in texts:
        if found := _MONTH_AND_YEAR.search(text):
            return Quarter(int(found[2]), _MONTH_NAMES.index(found[1].lower()) // 3 + 1)
    return None


def texts_of(rows: Sequence[Row]) -> str:
    """Return the text of some rows as one line, for searching titles."""
    return " ".join(cell for row in rows for cell in row.cells if cell)


def form_of(member: Member) -> Form:
    """Return "xlsx" for a workbook, "txt" by the name's ending, else "csv"."""
    if is_book(member):
        return "xlsx"
    return "txt" if base_name(member).lower().endswith(".txt") else "csv"


RANKS: dict[str, int] = {"csv": 0, "txt": 1, "xlsx": 2}
"""Which form is read when an archive holds a release in several: the comma text first."""
