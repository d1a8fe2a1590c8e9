"""Grouping the questions of a visit: one question a topic, asked once, with all its codes and lesions.

Questions with the same words are one; questions of one topic about several lesions are told together, the reason once.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from cleanskin.record.coding import Query
from cleanskin.record.encounter import Encounter, Unclear

_RANKS: Final = ("contradiction", "pathology", "size", "margin", "depth", "count", "site", "side", "length", "drug")
"""Topics in the order in which they are asked; the others follow."""

_WHY_UNCLEAR: Final = {
    "vague_count": "Codes go by the number treated; a word like several names none.",
    "contradiction": "A reader of the record cannot tell which of the two holds.",
    "other_patient": "What was done to somebody else is not billed here.",
    "language": "The reader knows English notes only: it may have missed what was done.",
    "unreadable": "What cannot be read is not coded.",
    "unlinked": "Which lesion it belongs to decides the code.",
    "empty": "Without words there is nothing to code.",
}
_ONCE_A_LESION: Final = frozenset({"side", "site", "diagnosis"})
"""Topics that several parts ask about in their own words; the first question about a lesion stands."""

_ASKED_BY_FAMILIES: Final = frozenset({"contradiction", "technique", "count"})
_TOPIC_OF: Final = {"vague_count": "count"}


def asked(encounter: Encounter, queries: Iterable[Query]) -> tuple[Query, ...]:
    """Return the questions of a visit, those of the reading included, alike ones joined, in a fixed order."""
    every = [*queries, *(_of(one) for one in encounter.unclear)]
    joined: dict[tuple[str, str], Query] = {}
    for query in _without_second_words(every):
        key = (query.topic, query.question)
        if key not in joined and query.topic in _ONCE_A_LESION:
            key = next((held for held, one in joined.items() if _asks_the_same(one, query)), key)
        held = joined.get(key)
        joined[key] = query if held is None else _both(held, query)
    return tuple(sorted(joined.values(), key=lambda query: _rank(query.topic)))


def _without_second_words(queries: Sequence[Query]) -> list[Query]:
    """Leave out what the reading found, a contradiction or a vague number, where a family asks with its codes."""
    asking = [one for one in queries if one.topic in _ASKED_BY_FAMILIES and one.codes and one.lesions]
    return [
        one
        for one in queries
        if one.topic not in _ASKED_BY_FAMILIES
        or one.codes
        or not one.lesions
        or not any(set(one.lesions) <= set(other.lesions) and _is_of(one, other) for other in asking)
    ]


def _is_of(one: Query, other: Query) -> bool:
    """True when two questions are about the same matter: both about a number, or both about what was done."""
    return (one.topic == "count") == (other.topic == "count")


def in_one(queries: Sequence[Query]) -> str:
    """Return the questions as one message to the provider, numbered; "" when there is none."""
    lines = [f"{number}. {query.question}" for number, query in enumerate(queries, start=1)]
    return "\n".join(lines)


def _asks_the_same(one: Query, other: Query) -> bool:
    """True when a question of the same topic about these lesions is already there, in other words."""
    return one.topic == other.topic and bool(other.lesions) and set(other.lesions) <= set(one.lesions)


def _of(unclear: Unclear) -> Query:
    return Query(
        topic=_TOPIC_OF.get(unclear.topic, unclear.topic),
        question=unclear.message,
        why=_WHY_UNCLEAR.get(unclear.topic, ""),
        lesions=unclear.lesions,
        evidence=unclear.evidence,
    )


def _both(one: Query, other: Query) -> Query:
    return msgspec.structs.replace(
        one,
        why=one.why or other.why,
        codes=tuple(dict.fromkeys((*one.codes, *other.codes))),
        sentence_to_add=one.sentence_to_add or other.sentence_to_add,
        lesions=tuple(dict.fromkeys((*one.lesions, *other.lesions))),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        rules=tuple(dict.fromkeys((*one.rules, *other.rules))),
    )


def _rank(topic: str) -> int:
    return _RANKS.index(topic) if topic in _RANKS else len(_RANKS)
