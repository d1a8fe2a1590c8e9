"""Expressions that are tried only on texts that hold the words without which they can't match.

Most expressions that read a note speak of what few notes tell.  Trying one at every place of a note takes ten times as
long and more as asking whether its words are there at all.  Which words a match needs, `cleanskin.note.needs` reads
from the expression itself.  What is found is the same.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cleanskin.note.folded import Folded, Held, beginning, folded, forget, needles_of
from cleanskin.note.needs import Need, needs_of

LAST: Final = sys.maxsize - 1
"""The end of the longest text."""


class _Test:
    """A need in needles: a text must hold one of each of `firsts`; the rest is asked only then."""

    __slots__ = ("_alone", "_is_all", "_is_simple", "_parts", "_sign", "_together", "firsts")

    def __init__(self, need: Need) -> None:
        told = [needles_of(one) for one in need.words]
        self._parts = tuple(_Test(one) for one in need.parts)
        self._sign, self._is_all = need.signs, need.is_all
        self.firsts: tuple[tuple[int, ...], ...] = (_any_of(told),) if any(told) else ()
        if self._parts and need.is_all:
            self.firsts = tuple(first for one in self._parts for first in one.firsts)
        elif self._parts and all(one.firsts for one in self._parts):
            self.firsts = (_any_of([one.firsts[0] for one in self._parts]),)
        self._together = tuple(tuple(one) for one in told if len(one) > 1)
        self._alone = _any_of([one for one in told if len(one) == 1])
        if need.is_all:  # of the others their firsts tell all
            self._parts = tuple(one for one in self._parts if not one._is_simple)
        self._is_simple: bool = not (self._sign or self._together or self._parts)

    def is_met(self, text: Folded, held: Held, start: int = 0, end: int = LAST) -> bool:
        """Say whether characters [start, end) of a text, which hold some needles, have what is needed."""
        for first in self.firsts:
            for one in first:
                if held[one]:
                    break
            else:
                return False
        return self._is_simple or self._has_rest(text, held, start, end)

    def _has_rest(self, text: Folded, held: Held, start: int, end: int) -> bool:
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
        if _has_one(held, self._alone):
            return True
        for together in self._together:  # noqa: SIM110 - a generator costs more than the question
            if _has_all(held, together):
                return True
        return False


def _any_of(needles: Sequence[Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted({one for some in needles for one in some}))


def _has_one(held: Held, needles: tuple[int, ...]) -> bool:
    for one in needles:  # noqa: SIM110 - a generator costs more than the question
        if held[one]:
            return True
    return False


def _has_all(held: Held, needles: tuple[int, ...]) -> bool:
    for one in needles:  # noqa: SIM110 - a generator costs more than the question
        if not held[one]:
            return False
    return True


def _begun(held: Folded, words: tuple[int, ...], tests: tuple[_Test | None, ...]) -> list[int]:
    """Return those of some words with which a match may begin in a text: it has what else they need."""
    index = held.index
    return [
        word
        for word, test in zip(words, tests)
        if index[word] is not None and (test is None or test.is_met(held, held.needles))
    ]


class Sought:
    """An expression with what its matches need, with which words they begin, and what those need that begin otherwise.

    The answers for the text asked about last are kept: the quick form of the expression with the text in which it is
    tried first, and the places where matches may begin, None where that may be anywhere.
    """

    __slots__ = (
        "_flags", "_forms", "_is_begun", "_is_blind", "_last", "_low", "_pattern", "_places", "_quick", "_rest",
        "_signs", "_spaced", "_spaced_tests", "_test", "_tests", "_words",
    )  # fmt: skip

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags
        self._is_blind = bool(flags & re.IGNORECASE) and _SEEING.search(pattern) is None
        need, begun, rest = needs_of(pattern, flags)
        self._test = _Test(need)
        self._is_begun = bool(begun)
        self._rest = None if rest is None else _Test(rest)
        tests = [(one, None if own is None else _Test(own)) for one, own in begun.items()]
        words = [(one, test) for one, test in tests if not (one.is_common or one.is_behind_space)]
        spaced = [(one, test) for one, test in tests if one.is_behind_space and not one.is_common]
        self._words, self._tests = tuple(beginning(one.needle) for one, _ in words), tuple(test for _, test in words)
        self._spaced = tuple(beginning(one.needle) for one, _ in spaced)
        self._spaced_tests = tuple(test for _, test in spaced)
        self._signs = tuple((one, test) for one, test in tests if one.is_common)
        self._forms: dict[str, re.Pattern[str]] = {}
        self._last: Folded | None = None
        self._quick: re.Pattern[str] | None = None
        self._low = ""
        self._places: list[int] | None = None
        forget()

    @property
    def expression(self) -> re.Pattern[str]:
        """The expression, for any text."""
        return self._form("any")

    def _form(self, kind: str) -> re.Pattern[str]:
        """Return the expression for any text, for a plain one, or for a plain one in small letters."""
        form = self._forms.get(kind)
        if form is None:
            pattern, flags = self._pattern, self._flags
            if kind == "low":
                pattern, flags = _CAPITALS.sub(_in_small_letters, pattern), flags & ~re.IGNORECASE
            form = self._forms[kind] = re.compile(pattern, flags if kind == "any" else flags | re.ASCII)
        return form

    def _whole(self) -> re.Pattern[str]:
        """Return the expression for the text asked about last as it is."""
        return self._form("plain" if self._last is not None and self._last.is_plain else "any")

    def _ask(self, held: Folded, text: str) -> None:
        """Find out whether and where the expression may match, and how it is tried."""
        self._last, self._quick, self._places = held, None, None
        if not self._test.is_met(held, held.needles):
            return
        if self._is_begun and held.has_places and not self._may_begin_else(held):
            signs = [one for one, test in self._signs if test is None or test.is_met(held, held.needles)]
            words = _begun(held, self._words, self._tests)
            spaced = _begun(held, self._spaced, self._spaced_tests) if self._spaced else []
            self._places = held.begun_by(words, spaced, signs)
            if not self._places:
                return
        is_low = self._is_blind and held.is_plain
        self._low, self._quick = (held.low, self._form("low")) if is_low else (text, self._whole())

    def _asked(self, text: str) -> Folded:
        """Find out what a whole text has."""
        held = folded(text)
        if held is not self._last:
            self._ask(held, text)
        return held

    def _may_begin_else(self, held: Folded) -> bool:
        """True when a match may begin with other words than those that are known."""
        return self._rest is not None and self._rest.is_met(held, held.needles)

    def is_ruled_out(self, text: Folded) -> bool:
        """True when a text lacks words that every match needs; False says nothing."""
        return any(not _has_one(text.needles, first) for first in self._test.firsts)

    def may_be_in(self, text: str) -> bool:
        """False when the expression matches nowhere in a text."""
        self._asked(text)
        return self._quick is not None

    def form_in(self, text: str) -> re.Pattern[str] | None:
        """Return the expression as it is tried on parts of a text; None when it matches nowhere in it."""
        self._asked(text)
        return None if self._quick is None else self._whole()

    def may_be_at(self, text: str, start: int, end: int) -> bool:
        """False when the expression matches nowhere in characters [start, end) of a text."""
        held = self._asked(text)
        if self._quick is None or not held.is_aligned or (not start and end >= len(text)):
            return self._quick is not None
        return self._test.is_met(held, held.needles_in(start, end), start, end)

    def places_in(self, text: str) -> Sequence[int] | None:
        """Return in order where matches may begin; None when that may be anywhere."""
        self._asked(text)
        return () if self._quick is None else self._places

    def search(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the first match in characters [start, end)."""
        self._asked(text)
        quick = self._quick
        if quick is None:
            return None
        if self._places is None:
            first = quick.search(self._low, start, end) if self.may_be_at(text, start, end) else None
            return None if first is None else self._whole().match(text, first.start(), end)
        for place in _from_to(self._places, start, end):
            if quick.match(self._low, place, end) is not None:
                return self._whole().match(text, place, end)
        return None

    def match(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the match at the beginning of characters [start, end)."""
        self._asked(text)
        quick, places = self._quick, self._places
        if quick is None or (places is not None and not _is_in(places, start)):
            return None
        return None if quick.match(self._low, start, end) is None else self._whole().match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = LAST) -> Iterator[re.Match[str]]:
        """Yield the matches in characters [start, end)."""
        self._asked(text)
        quick = self._quick
        if quick is None:
            return iter(())
        if self._places is None:
            first = quick.search(self._low, start, end) if self.may_be_at(text, start, end) else None
            return iter(()) if first is None else self._whole().finditer(text, first.start(), end)
        places = [one for one in _from_to(self._places, start, end) if quick.match(self._low, one, end) is not None]
        return _matches(self._whole(), places, text, end) if places else iter(())

    def fullmatch(self, text: str, start: int = 0, end: int = LAST) -> re.Match[str] | None:
        """Return the match of all characters [start, end)."""
        self._asked(text)
        quick = self._quick
        if quick is None or quick.fullmatch(self._low, start, end) is None:
            return None
        return self._whole().fullmatch(text, start, end)


_SEEING: Final = re.compile(r"\(\?[a-z]*-[a-z]*i")
"""What in an expression sees capitals after all."""

_CAPITALS: Final = re.compile(r"\\.|\(\?P|[A-Z]")


def _in_small_letters(sign: re.Match[str]) -> str:
    return sign[0].lower() if len(sign[0]) == 1 else sign[0]


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
    if len(places) <= FEW:
        return [one for one in places if start <= one < end]
    return places[bisect_left(places, start) : bisect_left(places, end)]


FEW: Final = 12
"""So many places are looked at one by one."""


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
