"""The words behind the fields: each filled field quotes the note's own characters."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.record.encounter import Evidence

_PLACE: Final = attrgetter("start", "end", "field")


def quote(field: str, mention: Mention) -> Evidence:
    """Return the evidence of a field."""
    return Evidence(field, mention.start, mention.end, mention.words)


def quotes(field: str, mentions: Iterable[Mention]) -> list[Evidence]:
    """Return the evidence of a field that several mentions fill."""
    return [Evidence(field, one.start, one.end, one.words) for one in mentions]


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the order of the note, each once."""
    return tuple(sorted(set(evidence), key=_PLACE))
