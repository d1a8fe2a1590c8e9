"""Which sentence of a note a place stands in."""

import pytest

from cleanskin.note.mention import MarkedText, Sentence, sentence_at, sentence_number
from cleanskin.note.read import read

_FIRST, _SECOND = Sentence(2, 5, "exam", (2,)), Sentence(6, 9, "plan", (6,))
_NOTE = MarkedText(" " * 12, (_FIRST, _SECOND), ())


@pytest.mark.parametrize(
    ("place", "number"),
    [(0, None), (1, None), (2, 0), (4, 0), (5, None), (6, 1), (8, 1), (9, None), (11, None)],
)
def test_a_place_stands_in_the_sentence_around_it_or_in_none(place: int, number: int | None) -> None:
    """An end belongs to no sentence, nor does what stands between two."""
    assert sentence_number(_NOTE, place) == number
    assert sentence_at(_NOTE, place) == (None if number is None else (_FIRST, _SECOND)[number])


def test_a_note_without_sentences_has_none_anywhere() -> None:
    """An empty note answers None."""
    assert sentence_number(MarkedText("", (), ()), 0) is None


def test_a_number_too_great_for_lesions_counts_none() -> None:
    told = read("WIDE LOCAL EXCISION of a melanoma of the back, 0.9 cm. Lido 1% w epi 1 100,000 total 18 cc.")
    assert all(one.count is None or one.count < 10 for one in told.lesions)
