"""Columns of tables whose name tells the unit of their numbers: "Area   sq cm" over "L elbow   55"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.rewritten import Part
from cleanskin.note.sought import Sought
from cleanskin.note.table_cells import Cell, cells_of

_UNIT: Final = r"(?:sq\.?[ ]?cms?|cm2|cm²|cm\^2|cm sq|square cm|square centimet(?:er|re)s)"
_NAMED: Final = Sought(
    rf"(?:\b(?:treated|plaque|lesion|surface|size|area|total|tx)\b[^\w\n|]*){{0,2}}(?:in )?\(?{_UNIT}\)?(?!\w)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_ASIDE_MAX: Final = 2
"""How many characters a number may stand aside of the name of its column."""


def area_columns(text: str) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """Yield the unit for each bare number of a column that is named by it."""
    if _NAMED.search(text) is None:
        return
    column, line_start, start = -1, 0, 0
    head: tuple[Cell, ...] = ()
    for line in text.split("\n"):
        cells = cells_of(line, start)
        named = _column_named(text, cells)
        if named >= 0:
            column, line_start, head = named, start, cells
        elif len(cells) < 2 or len(cells) > len(head):
            if not line.strip() or line.strip(" |+-=\t"):  # but a rule below the heads ends no table
                column, head = -1, ()
        elif column >= 0:
            cell = _cell_under(cells, start, head, line_start, column)
            if cell is not None and _NUMBER.fullmatch(text, *cell):
                yield cell.end, cell.end, (Part(" sq cm", cell.end - 1, cell.end),)
        start += len(line) + 1


def _column_named(text: str, cells: tuple[Cell, ...]) -> int:
    """Return which cell of a line names a unit of area, in a line that tells no number; else -1."""
    found = [at for at, one in enumerate(cells) if _NAMED.fullmatch(text, *one) is not None]
    is_head = found and not any(_NUMBER.fullmatch(text, *one) for one in cells)
    return found[0] if is_head else -1


def _cell_under(cells: Sequence[Cell], start: int, head: Sequence[Cell], above: int, column: int) -> Cell | None:
    """Return the cell of a line that begins at `start` under a column; of a line that lacks some, the one below it."""
    if len(cells) == len(head):
        return cells[column]
    first, last = head[column].start - above - _ASIDE_MAX, head[column].end - above + _ASIDE_MAX
    return next((one for one in cells if one.start - start < last and one.end - start > first), None)
