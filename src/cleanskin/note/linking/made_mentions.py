"""Mentions that are made of words which no table names, and the note with them."""

from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, Scope, sentence_number

_ACTING: Final = frozenset({"closure", "technique"})


def within(marked: MarkedText, number: int) -> list[Mention]:
    """Return the mentions of a sentence."""
    return [one for one in marked.mentions if one.sentence == number]


def nearest(mentions: Sequence[Mention], place: int) -> Mention | None:
    """Return the mention that begins nearest to a place, the first of two."""
    return min(mentions, key=lambda one: abs(one.start - place), default=None)


def made(
    marked: MarkedText,
    kind: str,
    value: str,
    span: tuple[int, int],
    scope: Scope = "asserted",
    attributes: tuple[str, ...] = (),
) -> Mention | None:
    """Return a mention of some words, in the clause of what stands nearest to them; None outside of all sentences."""
    start, end = span
    number = sentence_number(marked, start)
    if number is None:
        return None
    beside = nearest(within(marked, number), start)
    return Mention(
        kind,
        value,
        start,
        end,
        marked.text[start:end],
        scope=scope,
        sentence=number,
        clause=beside.clause if beside is not None else 0,
        section=marked.sentences[number].section,
        attributes=attributes,
    )


def made_of_act(
    marked: MarkedText, kind: str, value: str, span: tuple[int, int], attributes: tuple[str, ...] = ()
) -> Iterator[Mention]:
    """Yield a mention of some words, with the scope of the act or closure told nearest to them in their sentence."""
    one = made(marked, kind, value, span, attributes=attributes)
    if one is None:
        return
    act = nearest([other for other in within(marked, one.sentence) if other.kind in _ACTING], one.start)
    yield one if act is None or act.scope == "hemostasis" else one._replace(scope=act.scope)


def with_made(marked: MarkedText, added: Sequence[Mention], kept: Sequence[Mention] | None = None) -> MarkedText:
    """Return the note with mentions added to those that are kept, all of them where none are told."""
    if not added and (kept is None or len(kept) == len(marked.mentions)):
        return marked
    whole = [*(marked.mentions if kept is None else kept), *added]
    return marked._replace(mentions=sorted(whole, key=lambda one: (one.start, one.end)))
