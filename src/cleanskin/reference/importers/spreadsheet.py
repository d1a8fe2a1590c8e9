"""Rows of a workbook (.xlsx, .xls), every cell as the text the publisher meant.

Not an importer: importers of several sources read through it.  A whole number stays without a decimal point, a date
becomes YYYYMMDD; a workbook that cannot be opened has no sheets.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from cleanskin.reference.importers.delimited import Row
from cleanskin.reference.importing import Member

_PEEK_BYTES_MAX = 200_000_000
_PEEK_TEXT_BYTES = 262_144
_SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")
_SHARED = "xl/sharedStrings.xml"
_ROW = re.compile(r"<row\b[^>]*>(.*?)</row>", re.S)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.S)
_TYPE = re.compile(r'\bt="([^"]*)"')
_PLACE = re.compile(r'\br="([A-Z]+)')
_VALUE = re.compile(r"<v>(.*?)</v>", re.S)
_TEXT = re.compile(r"<t\b[^>]*>(.*?)</t>", re.S)
_SHARED_ITEM = re.compile(r"<si>(.*?)</si>", re.S)
_PEEK_ROWS = 40
_PEEKED_MAX = 32
_peeked: dict[tuple[str, int, bytes], tuple[Row, ...]] = {}
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


def peek(member: Member) -> tuple[Row, ...]:
    """Return the first rows of the first sheet without reading the rest, for recognising a workbook (.xlsx only).

    Every importer looks at every workbook: what was seen last is remembered.
    """
    key = (member.name, member.size_bytes, member.head())
    if key not in _peeked:
        if len(_peeked) >= _PEEKED_MAX:
            _peeked.clear()
        _peeked[key] = _first_rows(member.data()) if member.size_bytes <= _PEEK_BYTES_MAX else ()
    return _peeked[key]


def _first_rows(data: bytes) -> tuple[Row, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = sorted(name for name in archive.namelist() if _SHEET.fullmatch(name))
            if not sheets:
                return ()
            sheet = _opening(archive, sheets[0])
            shared = _shared_texts(_opening(archive, _SHARED)) if _SHARED in archive.namelist() else []
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return ()
    found = (Row(line, _cells(body, shared)) for line, body in enumerate(_ROW.findall(sheet)[:_PEEK_ROWS], start=1))
    return tuple(row for row in found if any(row.cells))


def _opening(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return part.read(_PEEK_TEXT_BYTES).decode("utf-8", errors="replace")


def _shared_texts(text: str) -> list[str]:
    return [html.unescape("".join(_TEXT.findall(item))) for item in _SHARED_ITEM.findall(text)]


def _cells(row: str, shared: list[str]) -> tuple[str, ...]:
    cells: dict[int, str] = {}
    for attributes, body in _CELL.findall(row):
        kind = _TYPE.search(attributes)
        place = _PLACE.search(attributes)
        value = _VALUE.search(body)
        text = "".join(_TEXT.findall(body)) if value is None else value[1]
        if kind is not None and kind[1] == "s" and text.isdigit():
            text = shared[int(text)] if int(text) < len(shared) else ""
        column = _column(place[1]) if place else len(cells)
        cells[column] = html.unescape(text).strip()
    return tuple(cells.get(column, "") for column in range(min(max(cells, default=-1) + 1, 200)))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def rows(data: bytes, *, sheet: int = 0) -> Iterator[Row]:
    """Yield every row of one sheet (from 0) that is not blank; nothing when it cannot be read."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            if sheet >= len(workbook.sheet_names):
                return
            cells = workbook.get_sheet_by_index(sheet)
            found: Iterator[Any] = iter(cells.iter_rows())
            for line, row in enumerate(found, start=1 + (cells.start[0] if cells.start else 0)):
                try:
                    texts = tuple(map(str.strip, row))  # most rows of large sheets are all text
                except TypeError:
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
