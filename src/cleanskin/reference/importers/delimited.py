"""Rows of delimited text (comma, tab, ...), read so that no byte sequence makes the reading fail.

Not an importer: importers of several sources read through it.  Lines count from 1, as an editor shows them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleanskin.reference.importing import Member

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Row(NamedTuple):
    """One row: the line it ends on, and its cells without surrounding blanks.

    No cells at all means that the row could not be read (a quotation that never closes).
    """

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return a cell by its place from 0; "" beyond the last."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


def decoded(data: bytes) -> str:
    """Return text: by its byte order mark, else UTF-8, else Windows-1252, which publishers' spreadsheets write."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def decoded_head(member: Member, count_bytes: int = 65536) -> str:
    """Return the text of a member's first bytes, for recognising it; a character cut in two is left out."""
    data = member.head(count_bytes)
    for _ in range(3):
        if not data or len(data) < count_bytes or data[-1] < 0x80:
            break
        data = data[:-1]
    return decoded(data)


def is_text(data: bytes) -> bool:
    """True when the bytes are text: no zip or old spreadsheet signature, and no zero bytes but those of UTF-16."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return False
    return b"\x00" not in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def rows(text: str, *, separator: str = ",") -> Iterator[Row]:
    """Yield every row that is not blank.  Quoted cells may hold separators and line ends; text is split at line ends
    only, never at other characters that Unicode takes for them."""
    reader = csv.reader(
        (line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), delimiter=separator
    )
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell longer than the module's limit
            yield Row(reader.line_num, ())
            continue
        trimmed = tuple(cell.strip() for cell in cells)
        if any(trimmed):
            yield Row(reader.line_num, trimmed)


def heading(cell: str) -> str:
    """Return a column heading in one spelling: lower case, runs of anything but letters and digits as one blank."""
    return " ".join("".join(c if c.isalnum() else " " for c in cell.lower()).split())


def find_header(
    all_rows: Sequence[Row], *, required: Sequence[str], within: int = 40
) -> tuple[int, dict[str, int]] | None:
    """Find the first row that holds every required heading (spelled as `heading` spells).

    Returns its index and the place of each heading (the first when one stands twice), or None.
    """
    for index, row in enumerate(all_rows[:within]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row.cells):
            places.setdefault(heading(cell), place)
        if all(name in places for name in required):
            return index, places
    return None


def named_places(row: Row, columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the place of each column that the row names; `columns` gives the headings of a column, the best first."""
    headings = [heading(cell) for cell in row.cells]
    places: dict[str, int] = {}
    for column, names in columns.items():
        found = next((headings.index(name) for name in names if name in headings), None)
        if found is not None:
            places[column] = found
    return places
