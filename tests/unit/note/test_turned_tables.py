"""Tables with a column to each lesion are read as lists, and quoted from where they stand in the note."""

import pytest
from tests.quotations import quoted

from cleanskin.note.read import read
from cleanskin.note.turned_tables import turned

BARS = """Surgery sheet, both bx-proven BCC.
| | A | B |
| Site | L upper back | R calf |
|---|---|---|
| Lesion | 0.9 cm | 1.4 cm |
| Margin | 0.4 cm | - |
| Closure | layered, 4.0 cm | layered, 5.1 cm |
Electrocautery used.
"""
GAPS = """Shaved today:
           1                2
Site       R cheek          L forearm
Size       0.7 cm           1.2 cm
Dx         irritated nevus  irritated nevus
"""


def test_each_column_is_a_line_without_its_empty_cells() -> None:
    held = turned(BARS)
    assert held is not None
    assert held.text.splitlines()[1:3] == [
        "A. Site: L upper back. Lesion: 0.9 cm. Margin: 0.4 cm. Closure: layered, 4.0 cm. ",
        "B. Site: R calf. Lesion: 1.4 cm. Closure: layered, 5.1 cm. ",
    ]
    assert held.text.splitlines()[-1] == "Electrocautery used."


def test_columns_may_stand_apart_by_blanks() -> None:
    held = turned(GAPS)
    assert held is not None
    assert held.text.splitlines()[2] == "2. Site: L forearm. Size: 1.2 cm. Dx: irritated nevus. "


@pytest.mark.parametrize(
    "text",
    [
        "| # | Site | Size |\n| 1 | L cheek | 5 mm |\n| 2 | R arm | 6 mm |\n| 3 | nose | 4 mm |\n",
        "Stage   Blocks   Result\n1       2        positive\n2       1        clear\n",
        "Shave biopsy of the left cheek.",
    ],
)
def test_other_tables_and_texts_stay(text: str) -> None:
    assert turned(text) is None


@pytest.mark.parametrize("text", [BARS, GAPS])
def test_what_is_quoted_stands_in_the_note(text: str) -> None:
    encounter = read(text)
    said = list(quoted(encounter))
    assert len(encounter.lesions) == 2
    assert len(said) > 4
    assert all(text[one.start : one.end] == one.words for one in said)
    assert {"L upper back", "R cheek"} & {one.words for one in said}
