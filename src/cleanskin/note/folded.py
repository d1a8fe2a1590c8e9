"""A text in the letters in which needs are told, with its words, the needles that they hold, and where those stand.

Needles are words and parts of words that some expression of `cleanskin.note.sought` asks for.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from cleanskin.note.needs import SHORTEST, Beginning, low_and_words

Needles = frozenset[int]
"""Words and parts of words that some need asks for, by their numbers."""


class Folded:
    """A text in small letters; as `words` with spaces for all signs and before the first word.

    `is_aligned` when each letter stands at its place, in `words` one behind it, and `has_places` when so do beginnings.
    `is_plain`: expressions find in it with `re.ASCII` what they find without.  `needles` are those that it holds.
    """

    __slots__ = (
        "_beginnings", "_index", "_parts", "_signs", "has_places", "is_aligned", "is_plain", "low", "needles", "words",
    )  # fmt: skip

    def __init__(self, low: str, words: str, *, is_aligned: bool, is_ascii: bool) -> None:
        self.low, self.words, self.is_aligned = low, words, is_aligned
        self.needles = _held_by(words)
        self.has_places = is_aligned and (is_ascii or not any(map(_is_strange_digit, low)))
        self.is_plain = is_ascii and not any(map(low.__contains__, _STRANGE_SPACES))
        self._index: dict[str, list[int]] = {}
        self._beginnings: frozenset[str] | None = None
        self._signs: dict[Beginning, list[int]] = {}
        self._parts: dict[tuple[int, int], Needles] = {}

    def needles_in(self, start: int, end: int) -> Needles:
        """Return the needles that the words of characters [start, end) hold; `words` holds them one place behind."""
        held = self._parts.get((start, end))
        if held is None:
            held = self._parts[start, end] = _held_by(self.words[start : end + 1])
        return held

    def begun_by(self, words: frozenset[str], spaced: frozenset[str], signs: Sequence[Beginning]) -> list[int]:
        """Return in order where what begins in one of some ways may begin.

        `words` have a space before each where a word must begin; before `spaced` the spaces of the text are of the
        match.
        """
        beginnings = self._beginnings
        if beginnings is None:
            beginnings = self._beginnings = self._indexed()
        index = self._index
        found: list[int] = []
        for word in beginnings & words:
            found += index[word]
        if spaced or signs:
            for word in beginnings & spaced:
                found += self._with_spaces(index[word])
            for one in signs:
                places = self._signs.get(one)
                if places is None:
                    places = self._signs[one] = self._places(one)
                found += places
            found = list(set(found))
        if len(found) > 1:
            found.sort()
        return found

    def _places(self, beginning: Beginning) -> list[int]:
        """Return in order where what begins with a sign or few letters may begin."""
        sign, found = beginning.needle, []
        place = self.low.find(sign)
        while place >= 0:
            found.append(place)
            place = self.low.find(sign, place + 1)
        return self._with_spaces(found) if found and beginning.is_behind_space else found

    def _with_spaces(self, places: Iterable[int]) -> list[int]:
        """Return some places and those of the spaces right before them."""
        found: set[int] = set()
        for place in places:
            before = place
            while before and self.low[before - 1].isspace():
                before -= 1
            found.update(range(before, place + 1))
        return sorted(found)

    def _indexed(self) -> frozenset[str]:
        """Find out where the words and parts of words stand with which some expression's matches begin; return them."""
        index = self._index
        place = -1
        for word in self.words.split(" "):
            if word:
                for needle, offset in _begun_words[word]:
                    index.setdefault(needle, []).append(place + offset)
            place += len(word) + 1
        return frozenset(index)


def _is_strange_digit(sign: str) -> bool:
    return sign.isdecimal() and not sign.isascii()


WORDS_MAX: Final = 50_000
"""How many words are remembered with their needles."""

_needles: Final[dict[str, int]] = {}
"""Needles with their numbers; a space is the word's end."""

_begun: Final[set[str]] = set()
"""The words and parts of words with which matches of some expression begin; a space is the word's beginning or end."""

_STRANGE_SPACES: Final = ("\x1c", "\x1d", "\x1e", "\x1f")
"""Spaces that are none under `re.ASCII`."""


class _Needles(dict[str, Needles]):
    """The needles that a word holds; found out once for a word."""

    def __missing__(self, word: str) -> Needles:
        if len(self) > WORDS_MAX:
            self.clear()
        ends = f" {word} "
        size = len(ends)
        held: set[int] = set()
        for start in range(size):
            for end in range(start + SHORTEST, min(size, start + _longest()) + 1):
                number = _needles.get(ends[start:end])
                if number is not None:
                    held.add(number)
        self[word] = frozenset(held)
        return self[word]


class _BegunWords(dict[str, tuple[tuple[str, int], ...]]):
    """What of a word matches begin with, each with its place in the word; found out once for a word."""

    def __missing__(self, word: str) -> tuple[tuple[str, int], ...]:
        if len(self) > WORDS_MAX:
            self.clear()
        ends = f" {word} "
        told = [
            (ends[start:end], max(start - 1, 0))
            for start in range(len(ends) - 1)
            for end in range(start + 1, min(len(ends), start + _longest_begun()) + 1)
        ]
        self[word] = tuple([one for one in told if one[0] in _begun])
        return self[word]


@cache
def _longest() -> int:
    """Return the length of the longest needle."""
    return max(map(len, _needles), default=0)


@cache
def _longest_begun() -> int:
    """Return the length of the longest part of a word with which a match begins."""
    return max(map(len, _begun), default=0)


_NO_NEEDLES: Final[Needles] = frozenset()
_by_word = _Needles()
_begun_words = _BegunWords()


def forget() -> None:
    """Forget what was found out of words and texts: there is a new expression."""
    _by_word.clear()
    _begun_words.clear()
    _longest.cache_clear()
    _longest_begun.cache_clear()
    _remembered.cache_clear()
    _latest.forget()


def _held_by(words: str) -> Needles:
    """Return the needles that some words hold."""
    return _NO_NEEDLES.union(*map(_by_word.__getitem__, set(words.split())))


def begin_with(words: Iterable[str]) -> None:
    """Let the places of some words and parts of words be found: matches of some expression begin with them."""
    _begun.update(words)


def needles_of(told: str) -> Needles:
    """Return the needles that a text which holds some words must have: one for each word, cut as it is told."""
    found: list[int] = []
    parts = told.split(" ")
    for at, part in enumerate(parts):
        if part:
            needle = f"{' ' if at else ''}{part}{' ' if at + 1 < len(parts) else ''}"
            found.append(_needles.setdefault(needle, len(_needles)))
    return frozenset(found)


class _Latest:
    """The text that was asked about last, which most questions are about."""

    __slots__ = ("held", "text")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Hold the empty text."""
        self.text = ""
        self.held = Folded("", " ", is_aligned=True, is_ascii=True)


_latest: Final = _Latest()


def folded(text: str) -> Folded:
    """Return a text in the letters in which needs are told: those that an expression takes for the same are one."""
    if text is not _latest.text:
        _latest.held, _latest.text = _remembered(text), text
    return _latest.held


@lru_cache(maxsize=2)
def _remembered(text: str) -> Folded:
    """Return the folded form of one of the texts read last."""
    low, words = low_and_words(text)
    return Folded(low, words, is_aligned=len(low) == len(text), is_ascii=text.isascii())
