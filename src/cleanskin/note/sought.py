"""Expressions that are tried only on texts that hold the words without which they can't match.

Most expressions that read a note speak of what few notes tell.  Trying one at every place of a note takes ten times as
long and more as asking whether its words are there at all.  Which words a match needs, `cleanskin.note.needs` reads
from the expression itself.  What is found is the same.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from cleanskin.note.needs import SHORTEST, Beginning, Need, low_and_words, needs_of

LAST: Final = sys.maxsize - 1
"""The end of the longest text."""


Needles = frozenset[int]
"""Words and parts of words that some need asks for, by their numbers."""


class Folded:
    """A text in small letters; as `words` with spaces for all signs and before the first word.

    `is_aligned` when each letter stands at its place, in `words` one behind it, and `has_places` when so do beginnings.
    `flags` are those with which expressions find in it what they find without them.  `needles` are those that it holds.
    """

    __slots__ = (
        "_beginnings", "_index", "_parts", "_signs", "flags", "has_places", "is_aligned", "low", "needles", "words",
    )  # fmt: skip

    def __init__(self, low: str, words: str, *, is_aligned: bool, is_ascii: bool) -> None:
        self.low, self.words, self.is_aligned = low, words, is_aligned
        self.needles = _held_by(words)
        self.has_places = is_aligned and (is_ascii or not any(map(_is_strange_digit, low)))
        self.flags: int = _ASCII if is_ascii and not any(map(low.__contains__, _STRANGE_SPACES)) else 0
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
        """Return in order where what begins with a sign may begin."""
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

_ASCII: Final = int(re.ASCII)
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


def _forget() -> None:
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


def _needles_of(told: str) -> Needles:
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


class _Test:
    """A need in needles: a text must hold one of each of `firsts`; the rest is asked only then."""

    __slots__ = ("_alone", "_is_all", "_is_simple", "_parts", "_sign", "_together", "firsts")

    def __init__(self, need: Need) -> None:
        told = [_needles_of(one) for one in need.words]
        self._parts = tuple(_Test(one) for one in need.parts)
        self._sign, self._is_all = need.signs, need.is_all
        self.firsts: tuple[Needles, ...] = (frozenset().union(*told),) if any(told) else ()
        if self._parts and need.is_all:
            self.firsts = tuple(first for one in self._parts for first in one.firsts)
        elif self._parts and all(one.firsts for one in self._parts):
            self.firsts = (frozenset().union(*[one.firsts[0] for one in self._parts]),)
        self._together = tuple(one for one in told if len(one) > 1)
        self._alone: Needles = frozenset().union(*[one for one in told if len(one) == 1])
        if need.is_all:  # of the others their firsts tell all
            self._parts = tuple(one for one in self._parts if not one._is_simple)
        self._is_simple: bool = not (self._sign or self._together or self._parts)

    def is_met(self, text: Folded, held: Needles, start: int = 0, end: int = LAST) -> bool:
        """Say whether characters [start, end) of a text, which hold some needles, have what is needed."""
        for first in self.firsts:
            if first.isdisjoint(held):
                return False
        return self._is_simple or self._has_rest(text, held, start, end)

    def _has_rest(self, text: Folded, held: Needles, start: int, end: int) -> bool:
        """Say so where one of each of `firsts` is held."""
        if self._parts and self._is_all:
            for part in self._parts:  # noqa: SIM110 - a generator costs more than the question
                if not part._has_rest(text, held, start, end):
                    return False
            return True
        if self._parts:
            for part in self._parts:  # noqa: SIM110 - a generator costs more than the question
                if part.is_met(text, held, start, end):
                    return True
            return False
        if self._sign:
            return text.low.find(self._sign, start, end) >= 0
        if not self._alone.isdisjoint(held):
            return True
        for together in self._together:  # noqa: SIM110 - a generator costs more than the question
            if together <= held:
                return True
        return False


_latest: Final = _Latest()


class Sought:
    """An expression with what its matches need, with which words they begin, and what those need that begin otherwise.

    The answers for the text asked about last are kept: the form in which the expression is tried, None where it can't
    match, and the places where matches may begin, None where that may be anywhere.
    """

    __slots__ = (
        "_flags", "_form", "_forms", "_is_begun", "_last", "_pattern", "_places", "_rest", "_signs", "_spaced", "_test",
        "_words",
    )  # fmt: skip

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags
        need, begun, rest = needs_of(pattern, flags)
        self._test = _Test(need)
        self._is_begun = bool(begun)
        self._rest = None if rest is None else _Test(rest)
        words = [one for one in begun if not one.is_sign]
        self._words = frozenset(one.needle for one in words if not one.is_behind_space)
        self._spaced = frozenset(one.needle for one in words) - self._words
        self._signs = tuple(one for one in begun if one.is_sign)
        _begun.update([one.needle for one in words])
        self._forms: dict[int, re.Pattern[str]] = {}
        self._last: Folded | None = None
        self._form: re.Pattern[str] | None = None
        self._places: list[int] | None = None
        _forget()

    @property
    def expression(self) -> re.Pattern[str]:
        """The expression, for any text."""
        return self._with(0)

    def _with(self, flags: int) -> re.Pattern[str]:
        """Return the expression with further flags, compiled when it is first needed."""
        form = self._forms.get(flags)
        if form is None:
            form = self._forms[flags] = re.compile(self._pattern, self._flags | flags)
        return form

    def _asked(self, text: str) -> Folded:
        """Find out what a whole text has."""
        held = _latest.held if text is _latest.text else folded(text)
        if held is not self._last:
            self._last, self._form, self._places = held, None, None
            if self._test.is_met(held, held.needles):
                if self._is_begun and held.has_places and not self._may_begin_else(held):
                    self._places = held.begun_by(self._words, self._spaced, self._signs)
                if self._places is None or self._places:
                    self._form = self._with(held.flags)
        return held

    def _may_begin_else(self, held: Folded) -> bool:
        """True when a match may begin with other words than those that are known."""
        return self._rest is not None and self._rest.is_met(held, held.needles)

    def is_ruled_out(self, text: Folded) -> bool:
        """True when a text lacks words that every match needs; False says nothing."""
        return any(first.isdisjoint(text.needles) for first in self._test.firsts)

    def may_be_in(self, text: str) -> bool:
        """False when the expression matches nowhere in a text."""
        self._asked(text)
        return self._form is not None

    def form_in(self, text: str) -> re.Pattern[str] | None:
        """Return the expression as it is tried on parts of a text; None when it matches nowhere in it."""
        self._asked(text)
        return self._form

    def may_be_at(self, text: str, start: int, end: int) -> bool:
        """False when the expression matches nowhere in characters [start, end) of a text."""
        held = self._asked(text)
        if self._form is None or not held.is_aligned or (not start and end >= len(text)):
            return self._form is not None
        return self._test.is_met(held, held.needles_in(start, end), start, end)

    def places_in(self, text: str) -> Sequence[int] | None:
        """Return in order where matches may begin; None when that may be anywhere."""
        self._asked(text)
        return () if self._form is None else self._places

    def search(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the first match in characters [start, end)."""
        self._asked(text)
        form = self._form
        if form is None:
            return None
        if self._places is None:
            return form.search(text, start, end) if self.may_be_at(text, start, end) else None
        for place in _from_to(self._places, start, end):
            found = form.match(text, place, end)
            if found is not None:
                return found
        return None

    def match(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the match at the beginning of characters [start, end)."""
        self._asked(text)
        form, places = self._form, self._places
        if form is None or (places is not None and not _is_in(places, start)):
            return None
        return form.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = LAST) -> Iterator[re.Match[str]]:
        """Yield the matches in characters [start, end)."""
        self._asked(text)
        form = self._form
        if form is None:
            return iter(())
        if self._places is None:
            return form.finditer(text, start, end) if self.may_be_at(text, start, end) else iter(())
        return _matches(form, _from_to(self._places, start, end), text, end)

    def fullmatch(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the match of all characters [start, end)."""
        form = self.form_in(text)
        return form.fullmatch(text, start, end) if form is not None and self.may_be_at(text, start, end) else None


def _matches(form: re.Pattern[str], places: Iterable[int], text: str, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches that begin at some places, none inside another."""
    reached = 0
    for place in places:
        if place >= reached:
            found = form.match(text, place, end)
            if found is not None:
                reached = found.end()
                yield found


def _is_in(places: list[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _from_to(places: list[int], start: int, end: int) -> list[int]:
    """Return those of some places in order that lie in [start, end)."""
    if not start and end == LAST:
        return places
    return places[bisect_left(places, start) : bisect_left(places, end)]


class Opening:
    """An expression whose matches open a statement, tried only at statements that hold some words.

    Each match begins with the text or behind one of the signs `after`, and holds a match of `told` before the next of
    them.
    """

    __slots__ = ("_after", "_told", "expression")

    def __init__(self, pattern: str, flags: int = 0, *, told: str, after: str) -> None:
        self.expression, self._told, self._after = re.compile(pattern, flags), Sought(told, flags), after

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a text."""
        reached, tried = 0, -1
        for one in self._told.finditer(text):
            place = max([text.rfind(sign, 0, one.start()) for sign in self._after]) + 1
            if place >= reached and place > tried:
                tried = place
                found = self.expression.match(text, place)
                if found is not None:
                    reached = found.end()
                    yield found

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return next(self.finditer(text), None)


class Behind(Sought):
    """An expression whose matches stand behind some words or signs, with spaces between or none, or open the text.

    `before` matches what ends with such a word or sign.  No two matches may overlap, wherever they stand.
    """

    __slots__ = ("_before",)

    def __init__(self, pattern: str, flags: int = 0, *, before: str) -> None:
        super().__init__(pattern, flags)
        self._before = re.compile(rf"(?:{before})$", flags)

    def finditer(self, text: str, start: int = 0, end: int = LAST) -> Iterator[re.Match[str]]:
        """Yield the matches in characters [start, end)."""
        return self._standing(super().finditer(text, start, end), text)

    def _standing(self, matches: Iterator[re.Match[str]], text: str) -> Iterator[re.Match[str]]:
        """Yield the matches that stand where they can."""
        for found in matches:
            last = len(text[: found.start()].rstrip())
            if not last or self._before.search(text, max(0, last - BEFORE_MAX), last):
                yield found


BEFORE_MAX: Final = 16
"""Most characters that tell what such a match stands behind."""


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
