"""Finding work that is told by its doing: "one stab with an eleven blade let out pus".

A row has the words of the act, and what must stand beside it for the act to be that work: tool, tissue, result.  What
it finds stands for phrases of the tables, so plans, denials and past days are told of it as of them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from cleanskin.note.denied import is_denied
from cleanskin.note.finding import DROPPED, PART_OF_DOING, Keyed, Match
from cleanskin.note.folded import Folded, folded
from cleanskin.note.sentences import Span
from cleanskin.note.sought import Sought
from cleanskin.note.terms import Term


class Doing(NamedTuple):
    """A work: its words, what stands for them, and what must and must not stand in the sentences around.

    `made` are the kinds and values of the tables that the named group of `act` stands for.  In the act's sentence, in
    `back` before and `ahead` behind it, each of `beside` must stand and `unless` must not; `within` must anywhere.
    `parts` are words around that mean nothing of their own here; `also` are words around with what they mean.
    Where the tables know the work by its name, or by one of `known`, around the act, nothing is added.
    """

    act: Sought
    made: tuple[tuple[str, str], ...]
    beside: tuple[Sought, ...] = ()
    within: tuple[Sought, ...] = ()
    unless: Sought | None = None
    back: int = 1
    ahead: int = 1
    parts: Sought | None = None
    also: tuple[tuple[Sought, str, str], ...] = ()
    known: frozenset[str] = frozenset()


@cache
def sought(pattern: str) -> Sought:
    """Return the expression for words in any case: one for all works that ask for the same words."""
    return Sought(pattern, re.IGNORECASE)


def done(
    doings: Iterable[Doing], text: str, spans: Sequence[Span], keys: Keyed, phrases: Sequence[Match]
) -> list[Match]:
    """Return what some works told in a text stand for, beside what the tables know of by name."""
    found: list[Match] = []
    reached: list[tuple[int, int]] = []
    held = folded(text)
    for one in doings:
        if _may_be(one, held, text):
            names = one.known | {value for kind, value in one.made if kind in _ACTS}
            named = [keys.starts[it.first] for it in phrases if it.term.value in names and it.term.kind in _ACTS]
            found += _found(one, _Told(text, spans, keys), reached, named)
    return found


_BEFORE: Final = re.compile(
    r"\b(?:in (?:the )?(?:ED|ER|A&E|urgent care)|(?:in|since|last) (?:19|20)\d\d"
    r"|last (?:week|month|year|time|summer|winter|spring|fall)|previously|years ago|months ago|elsewhere|at urgent care"
    r"|by (?:her|his|the|a|another) (?:PCP|GP|podiatrist))\b",
    re.IGNORECASE,
)
"""What says of an act that it was of another day: the next one may be today's."""

_ACTS: Final = frozenset({"technique", "service"})


def _may_be(doing: Doing, held: Folded, text: str) -> bool:
    """True when a text has the words that a work needs; the cheapest question is asked first."""
    if doing.act.is_ruled_out(held):
        return False
    for one in doing.beside:
        if one.is_ruled_out(held):
            return False
    if not doing.act.may_be_in(text):
        return False
    for one in doing.beside:
        if not one.may_be_in(text):
            return False
    return all(one.search(text) is not None for one in doing.within)


class _Told(NamedTuple):
    """A text with its sentences and keys."""

    text: str
    spans: Sequence[Span]
    keys: Keyed

    def around(self, place: int, back: int, ahead: int) -> tuple[int, int]:
        """Return the characters of the sentences around a place, of the same section."""
        spans = self.spans
        at = self._number(place)
        first = last = at
        while first > 0 and at - first < back and spans[first - 1].section == spans[at].section:
            first -= 1
        while last + 1 < len(spans) and last - at < ahead and spans[last + 1].section == spans[at].section:
            last += 1
        return spans[first].start, spans[last].end

    def is_item(self, place: int) -> bool:
        """True in an item of a list."""
        return bool(self.spans[self._number(place)].item)

    def _number(self, place: int) -> int:
        return max(bisect_right(self.spans, place, key=_start) - 1, 0)

    def standing(self, words: Sought, start: int, end: int) -> re.Match[str] | None:
        """Return where words stand first in a part of the text and are not denied there."""
        for one in words.finditer(self.text, start, end):
            if not is_denied(self.text, one.start()):
                return one
        return None

    def match(self, kind: str, value: str, start: int, end: int) -> Match:
        """Return what stands for some characters."""
        return Match(Term(kind, value), bisect_right(self.keys.ends, start), bisect_left(self.keys.starts, end))


def _start(span: Span) -> int:
    return span.start


def _found(doing: Doing, told: _Told, reached: list[tuple[int, int]], named: Sequence[int]) -> Iterator[Match]:
    """Yield what stands for a work; each act counts once, and its own sentences tell of one unless they tell again."""
    for act in doing.act.finditer(told.text):
        place = act.start()
        if is_denied(told.text, place) or (_is_reached(place, reached) and not _is_told_again(doing, told, place)):
            continue
        start, end = told.around(place, doing.back, doing.ahead)
        if any(start <= one < end and not place <= one < act.end() for one in named):
            continue
        if doing.unless is not None and told.standing(doing.unless, start, end):
            continue
        if not all(told.standing(one, start, end) for one in doing.beside):
            continue
        if not _BEFORE.search(told.text, *told.around(place, 0, 0)):
            reached.append((start, end))
        yield from _stands_for(doing, told, act, is_known=any(place <= one < act.end() for one in named))
        yield from _beside(doing, told, act.span(), (start, end))


def _is_reached(place: int, reached: Sequence[tuple[int, int]]) -> bool:
    return any(first <= place < last for first, last in reached)


def _is_told_again(doing: Doing, told: _Told, place: int) -> bool:
    """True for an act of an item of its own, with what came of it."""
    if not doing.beside or not told.is_item(place):
        return False
    return told.standing(doing.beside[0], *told.around(place, 0, 0)) is not None


def _stands_for(doing: Doing, told: _Told, act: re.Match[str], *, is_known: bool) -> Iterator[Match]:
    """Yield what an act stands for; one that the tables know at the same words is none anew."""
    for kind, value in doing.made:
        if not (is_known and kind in _ACTS):
            yield told.match(kind, value, *act.span(act.lastgroup or 0))


def _beside(doing: Doing, told: _Told, act: tuple[int, int], around: tuple[int, int]) -> Iterator[Match]:
    """Yield what words around an act mean there: nothing of their own, or a detail of it."""
    if doing.parts is not None:
        for one in doing.parts.finditer(told.text, *around):
            if one.end() <= act[0] or act[1] <= one.start():
                yield told.match(DROPPED, PART_OF_DOING, *one.span())
    for words, kind, value in doing.also:
        one_more = told.standing(words, *around)
        if one_more is not None:
            yield told.match(kind, value, *one_more.span())
