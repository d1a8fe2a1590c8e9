"""Finding work that is told by its doing: "one stab with an eleven blade let out pus".

A row has the words of the act, and what must stand beside it for the act to be that work: tool, tissue, result.  What
it finds stands for phrases of the tables, so plans, denials and past days are told of it as of them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cleanskin.note.finding import DROPPED, Keyed, Match
from cleanskin.note.sentences import Span
from cleanskin.note.sought import Sought
from cleanskin.note.terms import Term

PART: Final = "part_of_doing"
"""Value of the phrases that are only parts of a work told by its doing, and no work of their own."""


class Doing(NamedTuple):
    """A work: its words, what stands for them, and what must and must not stand in the sentences around.

    `within` must stand anywhere in the note.  `made` names for a group of `act` a kind and a value of the tables;
    `parts` are words around that mean nothing of their own here.  Where the tables know the work by its name, or by one
    of `known`, around the act, nothing is added.
    """

    act: Sought
    made: tuple[tuple[str, str, str], ...]
    beside: tuple[Sought, ...] = ()
    within: tuple[Sought, ...] = ()
    unless: Sought | None = None
    back: int = 2
    ahead: int = 2
    parts: Sought | None = None
    also: tuple[tuple[Sought, str, str], ...] = ()
    known: frozenset[str] = frozenset()


def sought(pattern: str) -> Sought:
    """Return an expression for words in any case."""
    return Sought(pattern, re.IGNORECASE)


def done(
    doings: Iterable[Doing], text: str, spans: Sequence[Span], keys: Keyed, phrases: Sequence[Match]
) -> list[Match]:
    """Return what some works told in a text stand for, beside what the tables know of by name."""
    found: list[Match] = []
    reached: list[tuple[int, int]] = []
    for one in doings:
        if one.act.may_be_in(text) and _may_be(one, text):
            names = one.known | {value for _, kind, value in one.made if kind in _ACTS}
            named = [keys.starts[it.first] for it in phrases if it.term.value in names and it.term.kind in _ACTS]
            found += _found(one, text, spans, keys, reached, named)
    return found


_BEFORE: Final = re.compile(
    r"\b(?:in (?:the )?(?:ED|ER|A&E|urgent care)|(?:in|since|last) (?:19|20)\d\d"
    r"|last (?:week|month|year|time|summer|winter|spring|fall)|previously|years ago|months ago|elsewhere|at urgent care"
    r"|by (?:her|his|the|a|another) (?:PCP|GP|podiatrist))\b",
    re.IGNORECASE,
)
"""What says of an act that it was of another day: the next one may be today's."""

_ACTS: Final = frozenset({"technique", "service"})


def _may_be(doing: Doing, text: str) -> bool:
    """True when a text has the words that a work needs."""
    return all(one.may_be_in(text) for one in doing.beside) and all(
        one.search(text) is not None for one in doing.within
    )


def _found(
    doing: Doing,
    text: str,
    spans: Sequence[Span],
    keys: Keyed,
    reached: list[tuple[int, int]],
    named: Sequence[int],
) -> Iterator[Match]:
    """Yield what stands for a work; each act counts once, and its own sentences tell of one unless they tell again."""
    for act in doing.act.finditer(text):
        if _DENIED.search(text, max(0, act.start() - DENIED_MAX), act.start()):
            continue
        if any(first <= act.start() < last for first, last in reached):
            own = _around(act.start(), spans, 0, 0)
            if not (doing.beside and _stands(doing.beside[0], text, *own) and _is_item(own[0], spans)):
                continue
        start, end = _around(act.start(), spans, doing.back, doing.ahead)
        if any(start <= one < end and not act.start() <= one < act.end() for one in named):
            continue
        if doing.unless is not None and _stands(doing.unless, text, start, end):
            continue
        if not all(_stands(one, text, start, end) for one in doing.beside):
            continue
        if not _BEFORE.search(text, *_around(act.start(), spans, 0, 0)):
            reached.append((start, end))
        is_known = any(act.start() <= one < act.end() for one in named)
        for group, kind, value in doing.made:
            if act[group] and not (is_known and kind in _ACTS):
                yield _match(kind, value, *act.span(group), keys)
        if doing.parts is not None:
            yield from [
                _match(DROPPED, PART, *one.span(), keys)
                for one in doing.parts.finditer(text, start, end)
                if one.end() <= act.start() or act.end() <= one.start()
            ]
        for words, kind, value in doing.also:
            for one in words.finditer(text, start, end):
                if not _DENIED.search(text, max(0, one.start() - DENIED_MAX), one.start()):
                    yield _match(kind, value, *one.span(), keys)
                    break


def _around(place: int, spans: Sequence[Span], back: int, ahead: int) -> tuple[int, int]:
    """Return the characters of the sentences around a place, of the same section."""
    at = max(bisect_right(spans, place, key=_start) - 1, 0)
    first = last = at
    while first > 0 and at - first < back and spans[first - 1].section == spans[at].section:
        first -= 1
    while last + 1 < len(spans) and last - at < ahead and spans[last + 1].section == spans[at].section:
        last += 1
    return spans[first].start, spans[last].end


def _is_item(place: int, spans: Sequence[Span]) -> bool:
    """True for the beginning of an item of a list."""
    return bool(spans[max(bisect_right(spans, place, key=_start) - 1, 0)].item)


def _start(span: Span) -> int:
    return span.start


def _stands(words: Sought, text: str, start: int, end: int) -> bool:
    """True when words stand in a part of a text and are not denied there."""
    return any(
        not _DENIED.search(text, max(0, one.start() - DENIED_MAX), one.start())
        for one in words.finditer(text, start, end)
    )


DENIED_MAX: Final = 40
"""Most characters between a denial and what it denies."""

_DENIED: Final = re.compile(
    r"\b(?:no|not|nor|without|never|denie[sd]|negative for|free of|rather than|instead of)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _match(kind: str, value: str, start: int, end: int, keys: Keyed) -> Match:
    return Match(Term(kind, value), bisect_right(keys.ends, start), bisect_left(keys.starts, end))
