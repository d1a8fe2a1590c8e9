"""The tables of words as written: nothing in them stands twice."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import cleanskin.note

_TABLES = sorted(Path(cleanskin.note.__path__[0], "terms").glob("*.tsv"))


def _twice(found: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(found).items() if times > 1]


@pytest.mark.parametrize("table", _TABLES, ids=lambda one: one.stem)
def test_no_row_and_no_word_inside_a_cell_stands_twice(table: Path) -> None:
    """A second time says nothing, and hides from whoever mends the first."""
    rows = [line for line in table.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert not _twice(rows)
    at = rows[0].split("\t").index("words")
    cells = [cells[at] for cells in (row.split("\t") for row in rows) if len(cells) > at]
    assert not [one for cell in cells for one in _twice(map(str.strip, cell.split("|")))]


def test_the_tables_are_there() -> None:
    """The test above has something to look at."""
    assert {"conditions", "techniques", "cues"} <= {one.stem for one in _TABLES}
