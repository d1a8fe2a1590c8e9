"""A text in the letters in which needs are told, with its words, the needles that they hold, and where those stand.

Needles are words and parts of words that some expression of `cleanskin.note.sought` asks for.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from cleanskin.note.needs import SHORTEST, Beginning, low_and_words

Needles = frozenset[int]
"""Words and parts of words that some need asks for, by their numbers."""

Held = list[bool]
"""By the numbers of needles: whether a text holds one."""


class Folded:
    """A text in small letters; as `words` with spaces for all signs, before the first word and behind the last.

    `is_aligned` when each letter stands at its place, in `words` one behind it, and `has_places` when so do beginnings.
    `is_plain`: expressions find in it with `re.ASCII` what they find without.  `needles` says which it holds, `index`
    where those stand with which matches begin.
    """

    __slots__ = (
        "_signs", "has_places", "index", "is_aligned", "is_plain", "low", "needles", "words",
    )  # fmt: skip

    def __init__(self, low: str, words: str, *, is_aligned: bool, is_ascii: bool) -> None:
        self.low, self.words, self.is_aligned = low, words, is_aligned
        self.has_places = is_aligned and (is_ascii or not any(map(_is_strange_digit, low)))
        self.is_plain = is_ascii and not any(map(low.__contains__, _STRANGE_SPACES))
        self._signs: dict[Beginning, list[int]] = {}
        needles: Held = [False] * len(_spelled)
        place = -1  # `words` holds all one place behind
        index: list[list[int] | None] = [None] * len(_beginning)
        text = _part.next_text()
        for word in words.split(" "):
            if word:
                known = _known(word)
                if known.text != text:
                    known.text = text
                    for number in known.needles:
                        needles[number] = True
                for number, inside in known.begun:
                    places = index[number]
                    if places is None:
                        index[number] = [place + inside]
                    else:
                        places.append(place + inside)
            place += len(word) + 1
        self.needles, self.index = needles, index

    def needles_in(self, start: int, end: int) -> Held:
        """Say which needles the words of characters [start, end) hold, until this is asked of others.

        `words` holds them one place behind.
        """
        held = _part.emptied()
        for word in self.words[start : end + 1].split(" "):
            if word:
                needles = _known(word).needles
                _part.told.append(needles)
                for number in needles:
                    held[number] = True
        return held

    def begun_by(self, words: list[int], spaced: list[int], signs: list[Beginning]) -> list[int]:
        """Return in order where what begins in one of some ways may begin.

        `words` have a space before each where a word must begin; before `spaced` the spaces of the text are of the
        match.
        """
        found = self._begun_by(words)
        if spaced or signs:
            every = set(found)
            every.update(self._with_spaces(self._begun_by(spaced)))
            for one in signs:
                places = self._signs.get(one)
                if places is None:
                    places = self._signs[one] = self._places(one)
                every.update(places)
            return sorted(every)
        return found

    def _begun_by(self, words: list[int]) -> list[int]:
        """Return in order where some needles with which matches begin stand."""
        index, met = self.index, 0
        found: list[int] = []
        for number in words:
            places = index[number]
            if places is not None:
                met += 1
                if met > 2:  # what is joined is a list of its own
                    found.extend(places)
                else:
                    found = found + places if met > 1 else places
        if met > 1:
            found.sort()
        return found

    def _places(self, beginning: Beginning) -> list[int]:
        """Return where what begins with a sign or few letters may begin."""
        sign, found = beginning.needle, []
        place = self.low.find(sign)
        while place >= 0:
            found.append(place)
            place = self.low.find(sign, place + 1)
        return self._with_spaces(found) if found and beginning.is_behind_space else found

    def _with_spaces(self, places: list[int]) -> list[int]:
        """Return some places and those of the spaces right before them."""
        found: list[int] = []
        for place in places:
            found.append(place)
            before = place - 1
            while before >= 0 and self.low[before].isspace():
                found.append(before)
                before -= 1
        return found


def _is_strange_digit(sign: str) -> bool:
    return sign.isdecimal() and not sign.isascii()


WORDS_MAX: Final = 50_000
"""How many words are remembered with their needles."""

_needles: Final[dict[str, int]] = {}
"""Needles with their numbers; a space is the word's end."""

_spelled: Final[list[str]] = []
"""The needles by their numbers."""

_STRANGE_SPACES: Final = ("\x1c", "\x1d", "\x1e", "\x1f")
"""Spaces that are none under `re.ASCII`."""


_beginning: Final[dict[int, int]] = {}
"""The needles with which matches begin, with their numbers among these."""


class _Part:
    """The needles that the part of a text asked about last holds, in a list for all parts: most hold a few.

    `text` is how many texts there were.
    """

    __slots__ = ("held", "text", "told")

    def __init__(self) -> None:
        self.held: Held = []
        self.told: list[tuple[int, ...]] = []
        self.text = 0

    def next_text(self) -> int:
        """Return the number of a new text."""
        self.text += 1
        return self.text

    def emptied(self) -> Held:
        """Return the list without needles."""
        if len(self.held) != len(_spelled):
            self.held = [False] * len(_spelled)
        else:
            for needles in self.told:
                for number in needles:
                    self.held[number] = False
        self.told = []
        return self.held


_part: Final = _Part()


class _Word:
    """The needles that a word holds; those with which matches begin by their own numbers, with their places in it.

    `text` is the number of the last text in which it was met.
    """

    __slots__ = ("begun", "needles", "text")

    def __init__(self, word: str) -> None:
        ends = f" {word} "
        size, longest = len(ends), _longest()
        held: set[int] = set()
        begun: list[tuple[int, int]] = []
        for start in range(size):
            for end in range(start + SHORTEST, min(size, start + longest) + 1):
                number = _needles.get(ends[start:end])
                if number is not None:
                    held.add(number)
                    if number in _beginning:
                        begun.append((_beginning[number], max(start - 1, 0)))
        self.needles, self.text = tuple(held), 0
        self.begun: tuple[tuple[int, int], ...] = tuple(begun)


_by_word: Final[dict[str, _Word]] = {}
"""Words with what they hold; found out once for a word."""


def _known(word: str) -> _Word:
    known = _by_word.get(word)
    if known is None:
        if len(_by_word) > WORDS_MAX:
            _by_word.clear()
        known = _by_word[word] = _Word(word)
    return known


@cache
def _longest() -> int:
    """Return the length of the longest needle."""
    return max(map(len, _needles), default=0)


def forget() -> None:
    """Forget what was found out of words and texts: there is a new expression."""
    _by_word.clear()
    _longest.cache_clear()
    _remembered.cache_clear()
    _latest.forget()


def numbered(words: Sequence[str]) -> Needles:
    """Return words and parts of words as needles; a space is the word's beginning or end."""
    for word in words:
        if word not in _needles:
            _needles[word] = len(_spelled)
            _spelled.append(word)
    return frozenset([_needles[word] for word in words])


def beginning(word: str) -> int:
    """Return the number that a word or part of a word with which matches begin has among these."""
    (needle,) = numbered([word])
    return _beginning.setdefault(needle, len(_beginning))


def needles_of(told: str) -> Needles:
    """Return the needles that a text which holds some words must have: one for each word, cut as it is told."""
    parts = told.split(" ")
    last = len(parts) - 1
    return numbered([f"{' ' if at else ''}{one}{' ' if at < last else ''}" for at, one in enumerate(parts) if one])


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
    return Folded(low, f"{words} ", is_aligned=len(low) == len(text), is_ascii=text.isascii())
