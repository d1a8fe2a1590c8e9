"""Which services of the category grid a text or a documented lesion speaks of: by code, by words, by condition."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleanskin.record.dermatology import GridService
from cleanskin.record.encounter import Lesion, Service
from cleanskin.reference.spelling import NearWords, sound

_WORD = re.compile(r"[a-z0-9&'/]+")
_TYPO_LETTERS_MIN = 6
"""Shorter words are too near to one another to be taken for a typo."""

_INTENTS = {
    "sample": "sample", "remove": "remove", "destroy": "destroy", "treat": "treat", "cosmetic": "",
}  # fmt: skip
_TECHNIQUES = {
    "tangential": "sample", "punch": "sample", "incisional": "sample", "shave": "remove", "excision": "remove",
    "snip": "remove", "ligature": "remove", "cryosurgery": "destroy", "electrodesiccation": "destroy",
    "curettage": "destroy", "laser": "destroy", "chemical": "destroy", "ablation": "destroy",
    "injection": "intralesional", "mohs": "mohs", "drainage": "drainage", "expression": "expression",
}  # fmt: skip
"""What a technique amounts to among the grid's kinds."""


ANY_GROWTH = "growth_removal"
"""The row for removals of what has no row of its own."""


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


def of_lesion(lesion: Lesion, grid: Mapping[str, GridService]) -> GridService | None:
    """Return the grid's row for a documented lesion: by its condition, narrowed by what is done to it."""
    kind = _kind(lesion)
    if kind in ("sample", "mohs"):
        return next((one for one in grid.values() if kind in one.kinds), None)
    rows = [one for one in grid.values() if _is_for(one, lesion.condition)]
    fitting = [one for one in rows if kind and kind in one.kinds]
    general = [one for one in rows if not one.kinds]
    if not rows and kind in ("remove", "destroy"):
        return grid.get(ANY_GROWTH)
    return next(iter([*fitting, *general, *rows]), None)


def of_service(
    service: Service, grid: Mapping[str, GridService], spoken: Sequence[GridService] = ()
) -> GridService | None:
    """Return the grid's row for a documented service: by its kind, narrowed by the condition it is for.

    Of several that fit, the one among those that the words name (`spoken`) goes first.
    """
    rows = [one for one in grid.values() if service.kind in one.kinds]
    rows.sort(key=lambda one: one not in spoken)
    named = [one for one in rows if one in spoken and not service.condition]
    fitting = [one for one in rows if _is_for(one, service.condition)]
    general = [one for one in rows if not one.conditions]
    return next(iter([*fitting, *named, *general, *rows]), None)


def _is_for(row: GridService, condition: str) -> bool:
    """True when a row is for a condition, or for what it is a kind of (axillary_hyperhidrosis)."""
    return bool(condition) and any(condition == one or condition.endswith(f"_{one}") for one in row.conditions)


def _kind(lesion: Lesion) -> str:
    technique = lesion.technique or lesion.planned_technique
    if lesion.intent in ("sample",) and technique != "mohs":
        return "sample"
    kind = _TECHNIQUES.get(technique, "")
    if technique in ("shave", "tangential") and lesion.intent in ("remove", "sample"):
        return lesion.intent
    return kind or _INTENTS.get(lesion.intent, "")


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
