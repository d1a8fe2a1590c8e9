"""Tables that lie on their side: a column to each lesion, a line to each thing told of it.

    |         | A            | B      |
    | Site    | L upper back | R calf |
    | Lesion  | 0.9 cm       | 1.4 cm |

Such a table is read as a list of its lesions: "A. Site: L upper back. Lesion: 0.9 cm."; what is quoted from the list
is then found again in the note.
"""

import re
from typing import Final, NamedTuple

from cleanskin.note.rewritten import Part, Rewritten, joined, kept
from cleanskin.note.table_cells import Cell, cells_of

_MARK: Final = re.compile(
    r"\W*(?:(?:lesion|site|tumou?r|specimen|spot|cyst|jar|number|no)\b\.?\W*)?(?P<mark>\d{1,2}|[A-H])\W*", re.IGNORECASE
)
_CORNER: Final = re.compile(r"\W*(?:lesion|site|tumou?r|specimen|item|#|no|number|field|parameter)?\W*", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"\W*(?:(?:anatomic(?:al)?|body|surgical) )?(?:site|location|area|where|place)\W*", re.IGNORECASE
)
_KNOWN: Final = re.compile(
    r"\W*(?:pre-?op(?:erative)? |final |post-?op(?:erative)? |total |clinical )?(?:site|location|area|where|lesion|size"
    r"|diam\w*|dimensions?|tumou?r|margins?|excis\w*|depth|closure|repair|length|undermin\w*|defect|dx|diagnosis|path\w*"
    r"|result|procedure|technique|method|treatment|tx|stages?|blocks?|anesthesia|sutures?|biopsy|bx|count|number|width)\b",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[\s|+=:_-]*")
_EMPTY: Final = re.compile(r"[\s\u2013\u2014./-]*|n/?a", re.IGNORECASE)
_ROWS_MIN: Final = 3
"""Fewest lines under the marks, of which most have a known name."""

_NAME_MAX: Final = 32


class _Line(NamedTuple):
    cells: tuple[Cell, ...]
    end: int


def turned(text: str) -> Rewritten | None:
    """Return the note with each table that lies on its side as a list; None when it has none."""
    if "|" not in text and "\t" not in text and "   " not in text:
        return None
    parts: list[Part] = []
    at = 0
    for first, last, marks, rows in _tables(text):
        parts.append(kept(text, at, first))
        for column, mark in enumerate(marks, start=1):
            parts.append(Part(f"{mark}. "))
            for row in rows:
                name, value = row.cells[0], row.cells[column]
                if _EMPTY.fullmatch(text, value.start, value.end):
                    continue
                parts.append(kept(text, name.start, name.end))
                parts.append(Part(" " if text[name.start : name.end].endswith(":") else ": "))
                parts.append(kept(text, value.start, value.end))
                parts.append(Part(" " if text[value.start : value.end].endswith(".") else ". "))
            parts.append(Part("\n"))
        at = last
    if not parts:
        return None
    parts.append(kept(text, at, len(text)))
    return joined(parts)


def _tables(text: str) -> list[tuple[int, int, list[str], list[_Line]]]:
    """Return where each such table begins and ends, the marks of its lesions, and its lines."""
    found = []
    lines = list(_lines(text))
    number = 0
    while number < len(lines):
        start, line = lines[number]
        marks = _marks(text, line)
        rows: list[_Line] = []
        places = bool(marks) or _is_of_places(text, line)
        follow = number + 1 if marks else number
        columns = 1 + (len(marks) or len(line.cells) - 1)
        while places and follow < len(lines):
            row = lines[follow][1]
            if len(row.cells) < columns:
                row = row._replace(cells=cells_of(text[lines[follow][0] : row.end], lines[follow][0], _NARROW))
            if len(row.cells) != columns or not _is_name(text, row.cells[0]):
                break
            rows.append(row)
            follow += 1
        known = sum(_KNOWN.match(text, row.cells[0].start, row.cells[0].end) is not None for row in rows)
        if len(rows) >= _ROWS_MIN and 2 * known > len(rows) and known >= _ROWS_MIN:
            found.append(
                (start, min(rows[-1].end + 1, len(text)), marks or [str(one + 1) for one in range(columns - 1)], rows)
            )
            number = follow
        else:
            number += 1
    return found


def _is_name(text: str, cell: Cell) -> bool:
    words = text[cell.start : cell.end]
    return 0 < len(words) <= _NAME_MAX and not words[0].isdigit()


def _is_of_places(text: str, line: _Line) -> bool:
    """True for a line that tells the places of several lesions behind its name: "Site | L back | R calf"."""
    cells = line.cells
    if len(cells) < 3 or _PLACE.fullmatch(text, cells[0].start, cells[0].end) is None:
        return False
    return not any(_KNOWN.match(text, one.start, one.end) for one in cells[1:])


def _marks(text: str, line: _Line) -> list[str]:
    """Return the letters or numbers of a line that names a column for each lesion."""
    cells = line.cells
    if len(cells) < 2:
        return []
    told = [_MARK.fullmatch(text, one.start, one.end) for one in cells]
    named = told[1:] if told[0] is None else told
    if told[0] is None and _CORNER.fullmatch(text, cells[0].start, cells[0].end) is None:
        return []
    marks = [one["mark"].upper() for one in named if one is not None]
    if len(marks) != len(named) or len(marks) < 2:
        return []
    first = marks[0]
    follow = (
        [str(1 + at) for at in range(len(marks))] if first.isdigit() else [chr(65 + at) for at in range(len(marks))]
    )
    return marks if marks == follow else []


def _lines(text: str) -> list[tuple[int, _Line]]:
    found = []
    start = 0
    for line in text.split("\n"):
        told = () if _RULE.fullmatch(line) else cells_of(line, start)
        found.append((start, _Line(told, start + len(line))))
        start += len(line) + 1
    return found


_NARROW: Final = re.compile(r"\s{2,}")
"""The gap between cells where one is as long as its column is wide."""
