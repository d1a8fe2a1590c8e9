"""Expressions in a quicker form find what their plain form finds."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.note import number_patterns, text
from cleanskin.note.linking import pieces
from cleanskin.note.visit import nothing_done, other_days
from cleanskin.note.visit.acts import is_done_form

ROOT = Path(__file__).resolve().parents[3]
NOTES = (ROOT / "bench" / "notes_of_visits.txt").read_text("utf-8").split("\n=====\n")
PARTS = (
    "a", "no", "3", "12", ".5", "1,200", "x2", "#4", "$40", "4-0", "1/2", "two", "first", "stage ii", "l57.0", "17000",
    "today", "last year", "in the past", "years ago", "3 months ago", "was", "were", "nothing", "no treatment", "done",
    "and", "with", "w/ ", "then", "plus", "but", "before", "after", "except for", "however", "followed by", "-", " - ",
    "/", "|", " | ", "(", ")", "[", "]", "+", "&", ":", ";", ",", ".", "\n", " ", "\t", "'s", "o'clock", "\x1c", "\x00",
    "half a dozen", "several", "both", "single", "mar 3", "3 march 2024", "03/04/2025", "555-123-4567", "120/80", "spf 30",
    "#15 blade", "10 o'clock", "one point five", "no. 5", "q3 months", "a couple",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=14).map("".join),
    st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join),
    st.text(st.characters(max_codepoint=127), max_size=40),
)


def _spans(found):
    return [(one.span(), one.groups()) for one in found]


def _all_numbers():
    return re.compile("|".join(form for _, form in number_patterns._FORMS))


def _same_numbers(low: str):
    whole = _all_numbers()
    for start, sign in enumerate(low):
        if not sign.isspace():
            kind = "1" if sign.isdigit() else "a" if sign.isalpha() else "$"
            form = number_patterns.MAIN.get(sign) or number_patterns.MAIN[kind]
            one, other = form.match(low, start), whole.match(low, start)
            assert (one and (one.span(), one.lastgroup)) == (other and (other.span(), other.lastgroup))


def _is_joint(told: str, start: int, end: int) -> bool:
    around = told[max(start - 1, 0) : start], told[end : end + 1]
    is_of_numbers = all(one.isdigit() for one in around)
    return told[start:end] == "-" and all(one.isalnum() for one in around) and not is_of_numbers


def _same(told: str):
    words = text.words_of(told)
    places = [one.span() for one in text._TOKEN.finditer(told)]
    assert [*zip(words.starts, words.ends)] == [one for one in places if not _is_joint(told, *one)]
    assert pieces._joints(told)[0] == [(one.start(), one.end(), one[0].lower()) for one in pieces._JOINT.finditer(told)]
    for opening in (other_days._BACK_THEN, nothing_done._NOTHING):
        assert _spans(opening.finditer(told)) == _spans(opening.expression.finditer(told))
    _same_numbers(told.lower())


@given(TEXTS)
def test_quick_and_plain_forms_find_the_same(told):
    _same(told)


@pytest.mark.parametrize("note", [one for one in NOTES if one.isascii()], ids=lambda note: str(NOTES.index(note)))
def test_quick_and_plain_forms_find_the_same_in_notes(note):
    _same(note)


_DONE_FORM = re.compile(r"(?:\w{2}ed|frozen|froze|given|taken|\bcut|'d|done)$", re.IGNORECASE)


@given(
    st.one_of(st.text("abcdeFROZENuit' -_", max_size=8), TEXTS.map(str.rstrip)),
    st.sampled_from(["", "ed", "cut", "froze"]),
)
def test_a_form_that_tells_of_something_done_is_known_by_its_end(words, end):
    assert is_done_form(words + end) == bool(_DONE_FORM.search(words + end))
