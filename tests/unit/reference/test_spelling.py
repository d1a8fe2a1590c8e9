"""Spelling: sounds, distances, words near a typo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.reference.spelling import NearWords, distance, sound

WORDS = ["keratosis", "melanoma", "psoriasis", "rosacea", "seborrheic", "squamous", "verruca", "wart"]
letters = st.text(alphabet="abcde", max_size=7)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sebhoric", "seborrheic"), ("rosasea", "rosacea"), ("kerratosys", "keratosis"), ("veruka", "verruca")],
)
def test_one_sound(typed, meant):
    assert sound(typed) == sound(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("squamos", "squamous"), ("psoriosis", "psoriasis"), ("melenoma", "melanoma"), ("seborheic", "seborrheic")],
)
def test_near_words(typed, meant):
    near = NearWords(WORDS, [sound(word) for word in WORDS]).near(typed)
    assert near[0][0] == meant
    assert 0.5 < near[0][1] <= 0.9


def test_nothing_is_near_another_word():
    assert NearWords(WORDS, [sound(word) for word in WORDS]).near("invoice") == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("wart", "wart", 0),
        ("wart", "warts", 1),
        ("wart", "watr", 1),
        ("wart", "wort", 1),
        ("wart", "cyst", 3),
        ("", "ab", 2),
    ],
)
def test_distance(one, other, apart):
    assert distance(one, other, limit=3) == apart


@given(letters, letters)
def test_distance_is_the_same_from_both_sides_and_stops_at_the_limit(one, other):
    whole = distance(one, other, limit=20)
    assert whole == distance(other, one, limit=20)
    assert distance(one, other, limit=2) == min(whole, 3)
    assert (whole == 0) == (one == other)
