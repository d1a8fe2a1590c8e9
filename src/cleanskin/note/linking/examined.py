"""Places that the examination tells of what the plan treats without naming a place.

"Scalp x4, L temple x2: gritty macules" and, in the plan, "AK x 6, liquid nitrogen": a list of the same number is of the
same growths.  A nail treated without a name is the only digit of which the note speaks.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanskin.note.linking.evidence import quote
from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.note.terms import table
from cleanskin.record.encounter import Lesion

_NAIL: Final = frozenset({"nail_unit", "nail_matrix"})
_DIGITS: Final = ("thumb", "finger_", "fingernail_", "toe_", "toenail_")
"""How the names of single digits and their nails begin."""

_ALIKE_MIN: Final = 2
"""Fewest growths that their number alone tells from others."""

_STORY: Final = frozenset({"", "hpi", "chief_complaint", "exam", "assessment", "plan", "procedure"})


class _Listed(NamedTuple):
    """How many growths a sentence lists, and where."""

    number: int
    places: tuple[Mention, ...]


_PROVED: Final = re.compile(
    r"[^\n;.]{0,30}?\(?\b(?:path(?:ology)?|bx|biopsy|biopsied)(?: (?:of|on|from|dated))?[ :]{1,2}\d{1,2}/\d{1,2}", re.I
)
"""What behind the name of a cancer says that tissue of an earlier day proved it: "SCC in situ (path 2/20/26)"."""

_TAKEN_AWAY: Final = frozenset({"excision", "mohs", "electrodesiccation", "curettage", "cryosurgery", "laser"})
_PROVABLE: Final = frozenset({"malignant", "in_situ"})


def proved(marked: MarkedText, lesions: tuple[Lesion, ...]) -> tuple[Lesion, ...]:
    """Return the lesions, cancers taken away today whose report is named with its day as confirmed."""
    return tuple(replace(one, certainty="confirmed") if _is_proved(one, marked.text) else one for one in lesions)


def _is_proved(lesion: Lesion, text: str) -> bool:
    if lesion.technique not in _TAKEN_AWAY or lesion.certainty or lesion.pathology is not None:
        return False
    if table("condition").get(lesion.condition, {}).get("behavior") not in _PROVABLE:
        return False
    return any(one.field == "condition" and _PROVED.match(text, one.end) for one in lesion.evidence)


def at_examined_places(marked: MarkedText, lesions: tuple[Lesion, ...]) -> tuple[Lesion, ...]:
    """Return the lesions, those treated without a place with the place or places that the examination gives them."""
    if all(one.site or not one.technique for one in lesions):
        return lesions
    listed = list(_listed(marked))
    found = []
    for one in lesions:
        if one.technique and not one.site:
            one = _at_nail(one, marked) if _NAIL.intersection(one.features) else _at_list(one, lesions, listed)
        found.append(one)
    return tuple(found)


def _at_list(lesion: Lesion, lesions: Sequence[Lesion], listed: Sequence[_Listed]) -> Lesion:
    """Give alike growths the places of the one list with their number."""
    if lesion.count is None or lesion.count < _ALIKE_MIN or lesion.count_is_vague:
        return lesion
    if sum(one.count == lesion.count and bool(one.technique) for one in lesions) > 1:
        return lesion
    fitting = [one for one in listed if one.number == lesion.count]
    if len(fitting) != 1:
        return lesion
    places = fitting[0].places
    evidence = (*lesion.evidence, *(quote("site", one) for one in places))
    if len(places) > 1:
        return replace(lesion, evidence=evidence)  # several: one place would be wrong
    return replace(lesion, site=places[0].value, side=places[0].side, evidence=evidence)


def _at_nail(lesion: Lesion, marked: MarkedText) -> Lesion:
    """Give a nail the one digit that the note names."""
    told = [
        one
        for one in marked.mentions
        if one.kind == "site" and one.scope in LIVE and one.section in _STORY and one.value.startswith(_DIGITS)
    ]
    sides = {one.side for one in told if one.side}
    if len(sides) != 1 or len({one.value.replace("nail", "") for one in told}) != 1:
        return lesion
    best = max(told, key=lambda one: ("nail" in one.value, bool(one.side)))
    side = sides.pop()
    return replace(lesion, site=best.value, side=side, evidence=(*lesion.evidence, quote("site", best)))


def _listed(marked: MarkedText) -> Iterator[_Listed]:
    """Yield the sentences that list growths with their places and number, and tell no act."""
    by_sentence: dict[int, list[Mention]] = {}
    for one in marked.mentions:
        by_sentence.setdefault(one.sentence, []).append(one)
    for held in by_sentence.values():
        places = tuple(one for one in held if one.kind == "site" and one.scope in LIVE)
        if not places or places[0].section not in _STORY or any(one.kind in ("technique", "service") for one in held):
            continue
        counts = [one for one in held if one.kind == "count" and _is_of_growths(one)]
        if len(counts) == 1 and any(one.kind in ("noun", "condition") for one in held):
            yield _Listed(int(counts[0].amount or 0), places)
        elif len(counts) == len(places) and all(_is_beside(*pair) for pair in zip(places, counts, strict=True)):
            yield _Listed(sum(int(one.amount or 0) for one in counts), places)


def _is_of_growths(one: Mention) -> bool:
    return one.amount is not None and one.amount == Decimal(int(one.amount)) and one.unit in ("", "lesion")


def _is_beside(place: Mention, count: Mention) -> bool:
    return max(count.start - place.end, place.start - count.end) <= 3
