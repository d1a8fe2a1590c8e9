"""Which services of the category grid a text speaks of: by code and by words.

By its condition a documented lesion finds its row in `rules.cosmetic.grid_rows`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleanskin.record.dermatology import GridService
from cleanskin.reference.spelling import NearWords, sound

_WORD = re.compile(r"[a-z0-9&'/]+")
_TYPO_LETTERS_MIN = 6
"""Shorter words are too near to one another to be taken for a typo."""


class Named(NamedTuple):
    """A service that words name, and where: characters [start, end)."""

    service: GridService
    start: int
    end: int
    words: str


def by_code(code: str, grid: Mapping[str, GridService]) -> list[GridService]:
    """Return the services that a procedure code usually belongs to, in order of the grid."""
    return [one for one in grid.values() if code in one.codes]


def by_words(text: str, grid: Mapping[str, GridService]) -> list[Named]:
    """Return the services that words of a text name, the longest names first taken, in order of the text.

    A long word is also known with a letter wrong.  One place names several services when they share a name.
    """
    index = _index(tuple((name, one.words) for name, one in grid.items()))
    tokens = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text.casefold())]
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        length, services = _longest(index, tokens, at)
        if not services:
            at += 1
            continue
        start, end = tokens[at][1], tokens[at + length - 1][2]
        found += [Named(grid[one], start, end, text[start:end]) for one in services]
        at += length
    return found


class _Index(NamedTuple):
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    near: NearWords
    known: frozenset[str]


@lru_cache(maxsize=4)
def _index(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> _Index:
    names: dict[tuple[str, ...], list[str]] = {}
    for service, words in rows:
        for one in words:
            names.setdefault(tuple(_WORD.findall(one.casefold())), []).append(service)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for tokens, services in names.items():
        by_first.setdefault(tokens[0], []).append((tokens, tuple(services)))
    for one_list in by_first.values():
        one_list.sort(key=lambda row: -len(row[0]))
    known = sorted({token for tokens in names for token in tokens})
    return _Index(by_first, NearWords(known, [sound(one) for one in known]), frozenset(known))


def _longest(index: _Index, tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[int, tuple[str, ...]]:
    for first in _spellings(index, tokens[at][0]):
        for name, services in index.by_first.get(first, ()):
            if len(name) <= len(tokens) - at and all(
                own == said or own in _spellings(index, said)
                for own, (said, _, _) in zip(name[1:], tokens[at + 1 : at + len(name)])
            ):
                return len(name), services
    return 0, ()


def _spellings(index: _Index, word: str) -> tuple[str, ...]:
    """Return a word as known, without a plural s, or spelled as it was meant."""
    if word in index.known:
        return (word,)
    if word.endswith("s") and word[:-1] in index.known:
        return (word[:-1],)
    if len(word) < _TYPO_LETTERS_MIN or not word.isalpha():
        return ()
    near = index.near.near(word)
    return (near[0][0],) if near and near[0][1] >= 0.75 and len(near[0][0]) >= _TYPO_LETTERS_MIN - 1 else ()
