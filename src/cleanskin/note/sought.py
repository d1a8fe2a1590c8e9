"""Expressions that are tried only on texts that hold the words without which they can't match.

Most expressions that read a note speak of what few notes tell.  Trying one at every place of a note takes ten times as
long and more as asking whether its words are there at all.  Which words a match needs, `cleanskin.note.needs` reads
from the expression itself.  What is found is the same.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Final

from cleanskin.note.needs import SHORTEST, Beginning, Need, low_and_words, needs_of

LAST = sys.maxsize - 1
"""The end of the longest text."""


class Folded:
    """A text in small letters; as `words` with spaces for all signs and before the first word.

    `is_aligned` when each letter stands at its place, in `words` one behind it, and `has_places` when so do beginnings.
    `wants` are the wants that it meets.
    """

    __slots__ = ("_begun", "_held", "_parts", "has_places", "is_aligned", "low", "wants", "words")

    def __init__(self, low: str, words: str, *, is_aligned: bool) -> None:
        self.low, self.words, self.is_aligned = low, words, is_aligned
        self.wants: int = reduce(or_, map(_wants_met.__getitem__, set(words.split())), ALWAYS)
        self.has_places = is_aligned and (low.isascii() or not any(map(_is_strange_digit, low)))
        self._held = 0
        self._begun: dict[Beginning, list[int]] = {}
        self._parts: dict[tuple[int, int], int] = {}

    def held(self) -> int:
        """Return the needles of its words."""
        if not self._held:
            self._held = _held_by(self.words)
        return self._held

    def held_in(self, start: int, end: int) -> int:
        """Return the needles of the words of characters [start, end), which `words` holds one place behind."""
        held = self._parts.get((start, end))
        if held is None:
            held = self._parts[start, end] = _held_by(self.words[start : end + 1])
        return held

    def begun_by(self, beginnings: Sequence[Beginning]) -> list[int]:
        """Return in order where what begins in one of some ways may begin."""
        found: list[int] = []
        for one in beginnings:
            places = self._begun.get(one)
            if places is None:
                places = self._begun[one] = self._places(one)
            found += places
        return found if len(beginnings) < 2 else sorted(set(found))

    def _places(self, beginning: Beginning) -> list[int]:
        """Return in order where what begins so may begin: `words` is one place behind, so that its space is counted."""
        needle, is_behind_space = beginning
        told = self.words if needle[0] == " " else self.low
        found: list[int] = []
        place = told.find(needle)
        while place >= 0:
            before = place
            while is_behind_space and before and self.low[before - 1].isspace():
                before -= 1
            found += range(before, place + 1)
            place = told.find(needle, place + 1)
        return found if not is_behind_space else sorted(set(found))


def _is_strange_digit(sign: str) -> bool:
    return sign.isdecimal() and not sign.isascii()


ALWAYS = 1
"""The needle that every text holds."""

WORDS_MAX = 50_000
"""How many words are remembered with their needles."""

_needles: dict[str, int] = {}
"""Needles, the words and parts of words that some need asks for, with the bit of each; a space is the word's end."""


_wants: dict[int, int] = {ALWAYS: ALWAYS}
"""Wants, sets of needles of which every text needs one that an expression can match, with the bit of each."""


class _Needles(dict[str, int]):
    """The needles that a word holds, as bits; found out once for a word."""

    def __missing__(self, word: str) -> int:
        if len(self) > WORDS_MAX:
            self.clear()
        ends = f" {word} "
        size = len(ends)
        held = 0
        for start in range(size):
            for end in range(start + SHORTEST, min(size, start + _longest()) + 1):
                needle = ends[start:end]
                if needle in _needles:
                    held |= _needles[needle]
        self[word] = held
        return held


class _WantsMet(dict[str, int]):
    """The wants that a word meets, as bits; found out once for a word."""

    def __missing__(self, word: str) -> int:
        if len(self) > WORDS_MAX:
            self.clear()
        held = _by_word[word]
        met = reduce(or_, [bit for needles, bit in _wants.items() if needles & held], 0) if held else 0
        self[word] = met
        return met


@cache
def _longest() -> int:
    """Return the length of the longest needle."""
    return max(map(len, _needles), default=0)


_by_word = _Needles()
_wants_met = _WantsMet()


def _held_by(words: str) -> int:
    return reduce(or_, map(_by_word.__getitem__, set(words.split())), ALWAYS)


def _bits(told: str) -> int:
    """Return the needles that a text which holds some words must have: one for each word, cut as it is told."""
    bits = 0
    parts = told.split(" ")
    for at, part in enumerate(parts):
        if part:
            needle = f"{' ' if at else ''}{part}{' ' if at + 1 < len(parts) else ''}"
            bits |= _needles.setdefault(needle, 2 << len(_needles))
    return bits


class _Latest:
    """The text that was asked about last, which most questions are about."""

    __slots__ = ("held", "text")

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Hold the empty text."""
        self.text = ""
        self.held = Folded("", " ", is_aligned=True)


class _Test:
    """A need in bits: of each of `_firsts` a text must hold some needle; the rest is asked only then."""

    __slots__ = ("_alone", "_firsts", "_is_all", "_parts", "_sign", "_together", "first", "is_simple")

    def __init__(self, need: Need) -> None:
        bits = [_bits(one) for one in need.words]
        self._alone = reduce(or_, [one for one in bits if one.bit_count() == 1], 0)
        self._together = tuple(one for one in bits if one.bit_count() > 1)
        self._sign, self._is_all = need.signs, need.is_all
        self._parts = tuple(_Test(one) for one in need.parts)
        self._firsts: tuple[int, ...] = (reduce(or_, bits, 0) or ALWAYS,)
        if self._parts and need.is_all:
            self._firsts = tuple(first for one in self._parts for first in one._firsts)
        elif self._parts:
            self._firsts = (reduce(or_, [one.first for one in self._parts]),)
        self.first: int = self._firsts[0]
        are_simple = need.is_all and all(one.is_simple for one in self._parts)
        self.is_simple: bool = not (self._sign or self._together) and (are_simple or not self._parts)

    def wants(self) -> int:
        """Return the wants that a text must meet."""
        told = [one for one in self._firsts if not one & ALWAYS]
        return reduce(or_, [_wants.setdefault(one, 1 << len(_wants)) for one in told], ALWAYS)

    def is_met(self, held: int, text: Folded, start: int, end: int) -> bool:
        """Say whether characters [start, end) of a text, which hold some needles, have what is needed."""
        for one in self._firsts:
            if not held & one:
                return False
        if self.is_simple:
            return True
        if self._parts:
            for part in self._parts:
                if part.is_met(held, text, start, end) is not self._is_all:
                    return not self._is_all
            return self._is_all
        if self._sign:
            return text.low.find(self._sign, start, end) >= 0
        if held & self._alone:
            return True
        for together in self._together:  # noqa: SIM110 - a generator costs more than the question
            if held & together == together:
                return True
        return False

    def is_all_met(self, held: int, text: Folded) -> bool:
        """Say whether a whole text that meets all wants of a need has what is needed."""
        if self.is_simple:
            return True
        if self._parts and self._is_all:
            for part in self._parts:  # noqa: SIM110 - so it does here
                if not part.is_all_met(held, text):
                    return False
            return True
        return self.is_met(held, text, 0, LAST)


_latest: Final = _Latest()


class Sought:
    """An expression with what its matches need, and with which words they begin when that is known.

    The answers for the text asked about last are kept.
    """

    __slots__ = (
        "_begun_by",
        "_begun_here",
        "_is_here",
        "_is_simple",
        "_last",
        "_places",
        "_test",
        "_wants",
        "expression",
    )

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.expression = re.compile(pattern, flags)
        need, begun = needs_of(pattern, flags)
        self._test = _Test(need)
        self._wants, self._is_simple = self._test.wants(), self._test.is_simple
        self._begun_by = (
            None
            if begun is None
            else tuple((one, _bits(one.needle) if one.needle[0] == " " else ALWAYS) for one in begun)
        )
        self._last: Folded | None = None
        self._is_here = False
        self._begun_here: tuple[Beginning, ...] | None = None
        self._places: list[int] | None = None
        _by_word.clear()
        _wants_met.clear()
        _longest.cache_clear()
        _remembered.cache_clear()
        _latest.forget()

    def _asked(self, text: str) -> Folded:
        """Find out what a whole text has."""
        held = _latest.held if text is _latest.text else folded(text)
        if held is not self._last:
            self._last = held
            is_wanted = held.wants & self._wants == self._wants
            self._is_here = is_wanted and (self._is_simple or self._test.is_all_met(held.held(), held))
            self._begun_here = self._places = None
            if self._is_here and self._begun_by is not None and held.has_places:
                needles = held.held()
                self._begun_here = tuple([one for one, bit in self._begun_by if needles & bit])
                self._is_here = bool(self._begun_here)
        return held

    def is_ruled_out(self, text: Folded) -> bool:
        """True when a text lacks words that every match needs; False says nothing."""
        return text.wants & self._wants != self._wants

    def may_be_in(self, text: str) -> bool:
        """False when the expression matches nowhere in a text."""
        self._asked(text)
        return self._is_here

    def may_be_at(self, text: str, start: int, end: int) -> bool:
        """False when the expression matches nowhere in characters [start, end) of a text."""
        held = self._asked(text)
        if not self._is_here or not held.is_aligned or (not start and end >= len(text)):
            return self._is_here
        return self._test.is_met(held.held_in(start, end), held, start, end)

    def search(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the first match in characters [start, end)."""
        held = self._asked(text)
        if not self._is_here:
            return None
        if self._begun_here is None:
            return self.expression.search(text, start, end) if self.may_be_at(text, start, end) else None
        for place in self._from_to(held, start, end):
            found = self.expression.match(text, place, end)
            if found is not None:
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = LAST) -> Iterator[re.Match[str]]:
        """Yield the matches in characters [start, end)."""
        held = self._asked(text)
        if not self._is_here:
            return iter(())
        if self._begun_here is None:
            return self.expression.finditer(text, start, end) if self.may_be_at(text, start, end) else iter(())
        return self._from(self._from_to(held, start, end), text, end)

    def _from_to(self, held: Folded, start: int, end: int) -> list[int]:
        """Return where in characters [start, end) a match may begin."""
        if self._places is None:
            self._places = held.begun_by(self._begun_here or ())
        if not start and end == LAST:
            return self._places
        return self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def _from(self, places: Iterable[int], text: str, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at some places, none inside another."""
        reached = 0
        for place in places:
            if place >= reached:
                found = self.expression.match(text, place, end)
                if found is not None:
                    reached = found.end()
                    yield found

    def fullmatch(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the match of all characters [start, end)."""
        return self.expression.fullmatch(text, start, end) if self.may_be_at(text, start, end) else None


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


BEFORE_MAX = 16
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
    return Folded(low, words, is_aligned=len(low) == len(text))
