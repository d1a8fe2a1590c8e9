"""What a length is of, told by what was kept, freed or left open around it."""

import pytest

from cleanskin.note.linking.told_sizes import with_told_sizes
from cleanskin.note.marking import mark


def _roles(text: str) -> list[str]:
    """Return the roles of lengths that have none from the words of the tables."""
    marked = mark(text)
    bare = [one._replace(value="") if one.kind == "length" else one for one in marked.mentions]
    return [one.value for one in with_told_sizes(marked._replace(mentions=bare)).mentions if one.kind == "length"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("BCC cut out with 5 mm free skin each side.", "margin"),
        ("Cut round it with a 4 mm cuff.", "margin"),
        ("The ellipse was drawn 3 mm beyond the visible edge.", "margin"),
        ("Both flanks were freed for 2 cm on each side.", "undermining"),
        ("A gap of 2.1 cm was left.", "defect"),
        ("Sewn in two rows over 4 cm.", "closure_length"),
    ],
)
def test_a_length_has_the_role_that_is_told(text: str, role: str) -> None:
    assert _roles(text) == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Frozen until a 2 mm rim of ice stood on each side.",
        "The growth spread 5 mm on each side.",
        "Cut out with 4 cm normal skin each side.",
        "A 5 mm cuff of erythema.",
    ],
)
def test_what_was_not_cut_out_is_no_margin(text: str) -> None:
    """Ice, growth and redness are none, and nobody takes four centimeters around a lesion."""
    assert "margin" not in _roles(text)


def test_another_sentence_tells_nothing_of_a_length() -> None:
    """What was freed is told of the length in the same sentence only."""
    assert _roles("Both edges were undermined. For 2 cm on each side the skin was red.") != ["undermining"]
