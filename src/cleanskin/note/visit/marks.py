"""The mentions of a note by kind, and questions about their places that the readers of this package share."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.record.encounter import Evidence

DECIDED: Final = LIVE | {"planned", "instruction"}
"""Scopes in which a decision of today may stand."""

LISTS: Final = frozenset({"medications", "allergies", "family_history", "social_history", "ros", "billing", "consent"})
"""Sections that list what is no part of today's thinking."""


class Marks:
    """The mentions of one note by kind, in order of their place."""

    __slots__ = ("by_kind", "marked", "text")

    def __init__(self, marked: MarkedText) -> None:
        self.marked, self.text = marked, marked.text
        self.by_kind: dict[str, list[Mention]] = {}
        for one in marked.mentions:
            self.by_kind.setdefault(one.kind, []).append(one)

    def of(self, kind: str, *values: str, scopes: frozenset[str] = LIVE) -> Iterator[Mention]:
        """Yield the mentions of a kind, of some values only when given, in some scopes."""
        for one in self.by_kind.get(kind, ()):
            if one.scope in scopes and (not values or one.value in values):
                yield one

    def first(self, kind: str, *values: str, scopes: frozenset[str] = LIVE) -> Mention | None:
        """Return the first such mention."""
        for one in self.by_kind.get(kind, ()):
            if one.scope in scopes and (not values or one.value in values):
                return one
        return None

    def has(self, kind: str, *values: str, scopes: frozenset[str] = LIVE) -> bool:
        """Say whether there is such a mention."""
        return self.first(kind, *values, scopes=scopes) is not None


def evidence(field: str, *mentions: Mention | None) -> tuple[Evidence, ...]:
    """Quote mentions as the words behind a field."""
    return tuple(Evidence(field, one.start, one.end, one.words) for one in mentions if one is not None)


def nearest(place: Mention, others: Iterable[Mention]) -> Mention | None:
    """Return the mention nearest to a place, the earlier of two as near."""
    return min(others, key=lambda other: (gap(place, other), other.start), default=None)


def gap(one: Mention, other: Mention) -> int:
    """Return how many characters lie between two mentions."""
    return max(0, other.start - one.end, one.start - other.end)


def before(place: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return the last mention that begins before a place."""
    return next((one for one in reversed(mentions) if one.start < place), None)
