"""Which services of the category grid a text speaks of: by code and by words.

By its condition a documented lesion finds its row in `rules.cosmetic.grid_rows`.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from cleanskin.note.terms import lexicon, stem, table
from cleanskin.record.dermatology import GridService
from cleanskin.reference.dermatology.tables import parse_rows
from cleanskin.reference.spelling import NearWords, sound

_WORD = re.compile(r"[a-z0-9&'/]+")
_TYPO_LETTERS_MIN = 6
"""Shorter words are too near to one another to be taken for a typo."""

_SMALL: Final = frozenset({
    "a", "an", "the", "my", "his", "her", "their", "our", "your", "mine", "this", "that", "these", "those", "some",
    "on", "of", "to", "for", "from", "in", "at", "it", "them", "with", "get", "have", "having", "getting", "want",
    "wants", "s", "'s",
})  # fmt: skip
"""Words that name nothing: "remove a mole", "removal of the mole" and "mole removal" are one."""

_LOOSE_TEXT_MAX = 30
"""Longest text, in words that name something, whose names may be torn apart: bookings, no notes."""

_GAP_MAX = 2
"""How many other words may stand among those of a torn name: "laser for rosacea redness"."""

_SIGN = re.compile(r"[.;\n?!]")
"""A sign that ends a statement: "acne; scar on the knee" names no acne scar."""

_APART = re.compile(r"[.;:,\n?!()]|\b(?:and|but|no|not|also)\b", re.IGNORECASE)
"""What parts the words of a name for good."""


class Named(NamedTuple):
    """A service that words name, and where: characters [start, end)."""

    service: GridService
    start: int
    end: int
    words: str


class _Token(NamedTuple):
    spellings: tuple[str, ...]
    start: int
    end: int


class _Found(NamedTuple):
    """Tokens [first, last) that name services by `size` words of a name."""

    first: int
    last: int
    size: int
    services: tuple[str, ...]


def by_code(code: str, grid: Mapping[str, GridService]) -> list[GridService]:
    """Return the services that a procedure code usually belongs to, in order of the grid."""
    return [one for one in grid.values() if code in one.codes]


def by_words(text: str, grid: Mapping[str, GridService]) -> list[Named]:
    """Return the services that words of a text name, the longest names first taken, in order of the text.

    A long word is also known with a letter wrong.  One place names several services when they share a name.  In a short
    text the words of a name may stand apart and in another order: "check this funny mole" is a mole check.
    """
    index = _index(tuple((name, one.words) for name, one in grid.items()))
    tokens = _tokens(text, index)
    found = list(_joined(index, tokens, text))
    if 1 < len(tokens) <= _LOOSE_TEXT_MAX:
        found = _settled(found, list(_torn(index, tokens, text)))
    named: list[Named] = []
    for one in found:
        start, end = tokens[one.first].start, tokens[one.last - 1].end
        named += [Named(grid[service], start, end, text[start:end]) for service in one.services]
    return named


class _Index(NamedTuple):
    """The names by their first word (longest first) and by every word; `near` finds typos of the `known` words."""

    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    by_any: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    near: NearWords
    known: frozenset[str]


@lru_cache(maxsize=4)
def _index(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> _Index:
    names: dict[tuple[str, ...], list[str]] = {}
    for service, words in rows:
        for one in words:
            said = [_meant(word) for word in _WORD.findall(one.casefold())]
            name = tuple(word for word in said if word not in _SMALL) or tuple(said)
            if service not in names.setdefault(name, []):
                names[name].append(service)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    by_any: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for name, services in names.items():
        by_first.setdefault(name[0], []).append((name, tuple(services)))
        if len(name) > 1:
            for word in dict.fromkeys(name):
                by_any.setdefault(word, []).append((name, tuple(services)))
    for one_list in by_first.values():
        one_list.sort(key=lambda row: -len(row[0]))
    known = sorted({token for tokens in names for token in tokens})
    return _Index(by_first, by_any, NearWords(known, [sound(one) for one in known]), frozenset(known))


def _tokens(text: str, index: _Index) -> list[_Token]:
    """Return the words of a text that may name something, each as it may be meant."""
    return [
        _Token(_spellings(index, _meant(found.group())), found.start(), found.end())
        for found in _WORD.finditer(text.casefold())
        if found.group() not in _SMALL
    ]


def _joined(index: _Index, tokens: Sequence[_Token], text: str) -> Iterator[_Found]:
    """Give the names whose words stand together, the longest taken at each place."""
    at = 0
    while at < len(tokens):
        length, services = _longest(index, tokens, at, text)
        if services:
            yield _Found(at, at + length, length, services)
        at += max(length, 1)


def _longest(index: _Index, tokens: Sequence[_Token], at: int, text: str) -> tuple[int, tuple[str, ...]]:
    for first in tokens[at].spellings:
        for name, services in index.by_first.get(first, ()):
            if len(name) <= len(tokens) - at and all(
                own in token.spellings for own, token in zip(name[1:], tokens[at + 1 : at + len(name)])
            ):
                if len(name) > 1 and _SIGN.search(text, tokens[at].start, tokens[at + len(name) - 1].end):
                    continue
                return len(name), services
    return 0, ()


def _torn(index: _Index, tokens: Sequence[_Token], text: str) -> Iterator[_Found]:
    """Give the names of several words that stand near each other in any order, nothing between that parts them."""
    for at, token in enumerate(tokens):
        for spelled in token.spellings:
            for name, services in index.by_any.get(spelled, ()):
                near = tokens[at : at + len(name) + _GAP_MAX]
                places = [next((place for place, one in enumerate(near) if word in one.spellings), -1) for word in name]
                if min(places) == 0 and len(set(places)) == len(name):
                    last = at + max(places) + 1
                    if not _APART.search(text, token.start, tokens[last - 1].end):
                        yield _Found(at, last, len(name), services)


def _settled(joined: list[_Found], torn: list[_Found]) -> list[_Found]:
    """Return the names that stand: a torn one only where no name of as many words stands inside it or over it."""
    held = list(joined)
    for one in sorted(torn, key=lambda found: (-found.size, found.last - found.first, found.first)):
        over = [other for other in held if other.first < one.last and one.first < other.last]
        if all(other.size < one.size and one.first <= other.first and other.last <= one.last for other in over):
            held = [other for other in held if other not in over] + [one]
    return sorted(held)


def _spellings(index: _Index, word: str) -> tuple[str, ...]:
    """Return a word as known, with and without a plural s, or spelled as it was meant."""
    known = tuple(one for one in (word, word.removesuffix("s"), f"{word}s") if one in index.known)
    if known:
        return tuple(dict.fromkeys(known))
    if len(word) < _TYPO_LETTERS_MIN or not word.isalpha() or _is_a_word(word):
        return ()
    for near, weight in index.near.near(word)[:1]:
        if weight >= 0.75 and len(near) >= _TYPO_LETTERS_MIN - 1 and _begins_alike(word, near):
            return (near,)
    return ()


def _begins_alike(typo: str, meant: str) -> bool:
    """True when a typo keeps the first sound, or only lost or gained one: "reading" is no "shedding"."""
    heard, own = sound(typo), sound(meant)
    return heard[0] == own[0] or heard == own[1:] or heard[1:] == own


def _meant(word: str) -> str:
    return _booking_words().get(word, word)


def _is_a_word(word: str) -> bool:
    """True for a plain word, and for one that the tables of notes know: "swelling" is no "sweating"."""
    return word in _plain() or stem(word) in lexicon().stems


@functools.cache
def _plain() -> frozenset[str]:
    """Return the words that are words of their own, never a typo."""
    rows = table("plain_word").values()
    return frozenset(word.strip().casefold() for row in rows for word in row.get("words", "").split("|"))


@functools.cache
def _booking_words() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath("booking_words.tsv").read_text(encoding="utf-8")
    return {row["word"]: row["means"] for row in parse_rows("booking_words.tsv", text)}
