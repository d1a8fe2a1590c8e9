"""The cells of a table's line: what stands between its bars, else between tabs or wide gaps."""

import re
from typing import Final, NamedTuple

from cleanskin.note.sentences import ROW_GAP

_BAR: Final = re.compile(r"\|")


class Cell(NamedTuple):
    """Which characters [start, end) of a note a cell says, without the blanks around them."""

    start: int
    end: int


def cells_of(line: str, start: int, gap: re.Pattern[str] = ROW_GAP, *, blanks: str | None = None) -> tuple[Cell, ...]:
    """Return the cells of a line that begins at `start`, () when nothing parts it.

    `blanks` are what may stand before the first cell; without the tab among them a leading tab parts an empty one.
    """
    body = line.strip(blanks)
    shift = start + line.find(body)
    if "|" in body:
        inner = body.removeprefix("|")
        shift += len(body) - len(inner)
        body = inner.removesuffix("|")
        gap = _BAR
    found: list[Cell] = []
    at = 0
    for between in gap.finditer(body):
        found.append(_trimmed(body, shift, at, between.start()))
        at = between.end()
    return (*found, _trimmed(body, shift, at, len(body))) if at else ()


def _trimmed(body: str, shift: int, start: int, end: int) -> Cell:
    words = body[start:end]
    first = start + len(words) - len(words.lstrip())
    return Cell(shift + first, shift + max(first, start + len(words.rstrip())))
