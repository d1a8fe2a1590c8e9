"""Rows of a workbook (.xlsx, .xls), every cell as the text the publisher meant.

Not an importer: importers of several sources read through it.  A whole number stays without a decimal point, a date
becomes YYYYMMDD; a workbook that cannot be opened has no sheets.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from cleanskin.reference.importers.delimited import Row

_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_workbook(head: bytes) -> bool:
    """True when the bytes begin like a workbook (a zip or a compound file)."""
    return head.startswith(_SIGNATURES)


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets in order; none when the workbook is damaged."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return tuple(workbook.sheet_names)
    except (CalamineError, OSError, ValueError):
        return ()


def rows(data: bytes, *, sheet: int = 0) -> Iterator[Row]:
    """Yield every row of one sheet (from 0) that is not blank; nothing when it cannot be read."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            if sheet >= len(workbook.sheet_names):
                return
            cells = workbook.get_sheet_by_index(sheet)
            for line, row in enumerate(cells.iter_rows(), start=1 + (cells.start[0] if cells.start else 0)):
                texts = tuple([cell.strip() if type(cell) is str else text_of(cell) for cell in row])
                if any(texts):
                    yield Row(line, texts)
    except (CalamineError, OSError, ValueError):
        return


def text_of(cell: Any) -> str:
    """Return a cell's value as text: 11102.0 as "11102", a date as YYYYMMDD, nothing as ""."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, (datetime, date)):
        return f"{cell:%Y%m%d}"
    return str(cell).strip()
