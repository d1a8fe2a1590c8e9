"""Which words before an act deny it, and how far they reach."""

import re

import pytest

from cleanskin.note.denied import NOT_DONE, is_denied

_ACT = "drained"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("not drained", True),
        ("was never opened or drained", True),
        ("rather than drained", True),
        ("aspiration was declined, drained", False),
        ("no pus. It was drained", False),
        ("12 mycotic? No - 8 drained", False),
        ("no more than forty letters of other words lie between it and what was drained", False),
        ("drained", False),
    ],
)
def test_a_denial_reaches_to_the_next_stop_and_no_further(words: str, answer: bool) -> None:
    """A comma, a full stop or a dash behind "no" ends what it denies."""
    assert is_denied(words, words.index(_ACT)) is answer


@pytest.mark.parametrize(("words", "answer"), [("may be cut", True), ("9 May, cut", False), ("to be cut", True)])
def test_the_month_puts_nothing_off(words: str, answer: bool) -> None:
    """May is a month, "may" is none."""
    assert bool(re.search(rf"\b(?:{NOT_DONE})\b", words, re.IGNORECASE)) is answer
