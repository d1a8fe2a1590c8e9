"""A note with some of its words put in another form before it is read, and the way back to the note as given.

What the reader quotes from the new form is found again in the note, so that evidence is always the note's own words.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from operator import is_not
from typing import Any, Final, NamedTuple, TypeVar, get_args

import msgspec

from cleanskin.record.encounter import Encounter, Evidence


class Part(NamedTuple):
    """Words of the new form, and which characters [start, end) of the note they stand for: none when both are 0."""

    words: str
    start: int = 0
    end: int = 0


class Rewritten(NamedTuple):
    """A note in another form: where its parts begin, and for which characters of the note each stands."""

    text: str
    starts: tuple[int, ...]
    given: tuple[tuple[int, int], ...]


def kept(text: str, start: int, end: int) -> Part:
    """Return characters [start, end) of a note as they are."""
    return Part(text[start:end], start, end)


def joined(parts: Sequence[Part]) -> Rewritten:
    """Return the note made of parts."""
    starts: list[int] = []
    given: list[tuple[int, int]] = []
    place = before = 0
    for part in parts:
        if not part.words:
            continue
        starts.append(place)
        given.append((part.start, part.end) if part.end else (before, before))
        place += len(part.words)
        before = given[-1][1]
    return Rewritten("".join(part.words for part in parts), tuple(starts), tuple(given))


def as_given(encounter: Encounter, held: Rewritten, text: str) -> Encounter:
    """Return the encounter with what it quotes found in the note as given."""
    return _requoted(encounter, lambda one: _quoted(one, held, text))


def as_written(encounter: Encounter, text: str) -> Encounter:
    """Return the encounter with the note's own characters in every quotation, also where words were hidden."""

    def written(one: Evidence) -> Evidence:
        words = text[one.start : one.end]
        return one if words == one.words else Evidence(one.field, one.start, one.end, words)

    return _requoted(encounter, written)


_Read = TypeVar("_Read")


def _requoted(value: _Read, quoted: Callable[[Evidence], Evidence]) -> _Read:
    """Return what was read with each quotation in it put as `quoted` says."""
    held: Any = value
    if isinstance(held, Evidence):
        held = quoted(held)
    elif isinstance(held, tuple):
        made = [_requoted(one, quoted) for one in held]
        held = tuple(made) if any(map(is_not, made, held)) else held
    else:
        kind: Any = type(held)
        changed = {}
        for name in _fields_with_quotes(kind):
            one = getattr(held, name)
            if one and (new := _requoted(one, quoted)) is not one:
                changed[name] = new
        held = msgspec.structs.replace(held, **changed) if changed else held
    return held  # type: ignore[no-any-return]


@cache
def _fields_with_quotes(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields of a structure in which quotations may stand."""
    return tuple(one.name for one in msgspec.structs.fields(kind) if _may_quote(one.type))


def _may_quote(kind: Any) -> bool:
    """True for the type of a field whose values may be or hold quotations."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind is Evidence or bool(_fields_with_quotes(kind))
    return any(map(_may_quote, get_args(kind)))


def _quoted(one: Evidence, held: Rewritten, text: str) -> Evidence:
    """Return what is quoted with its place in the note; of what spans parts that lie far apart, the first."""
    at = bisect_right(held.starts, one.start) - 1
    last = bisect_right(held.starts, max(one.start, one.end - 1)) - 1
    start, end = _span(at, one, held)
    for part in range(at + 1, last + 1):
        first, until = _span(part, one, held)
        if until > first and not end <= first <= end + _GAP_MAX:
            if end > start:
                break
            start = first  # what was before it was added
        end = max(end, until)
    return Evidence(one.field, start, end, text[start:end])


def _span(part: int, one: Evidence, held: Rewritten) -> tuple[int, int]:
    """Return the characters of the note for what a quotation takes of a part; all of them where words were changed."""
    begins = held.starts[part]
    ends = held.starts[part + 1] if part + 1 < len(held.starts) else len(held.text)
    start, end = held.given[part]
    if end - start != ends - begins:
        return start, end
    return start + max(one.start - begins, 0), start + min(one.end, ends) - begins


_GAP_MAX: Final = 12
"""Most characters between two parts that are quoted together."""
