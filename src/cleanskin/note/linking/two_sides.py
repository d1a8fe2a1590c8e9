"""Numbers of lesions told for both sides of one place are one: "hands - 2 R, 3 L", "x2 on right and x1 on left"."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

_SIDE: Final = r"(?:on |of |at )?(?:the )?(?P<side>R|L|rt|lt|right|left)\b\.?(?: side| one)?"
_BETWEEN: Final = re.compile(rf"\s?{_SIDE}\s*(?:[,/+&;]\s*)?(?:and |plus )?", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"\s?{_SIDE}(?![ \t]*\w)", re.IGNORECASE)
_PLACE_BEFORE: Final = re.compile(r"[\s:(,=\u2013-]*")
_NUMBER_OF_SIDE: Final = r"\d\s?(?:on |of |at )?(?:the )?(?:R|L|rt|lt|right|left)\b"
_MAY_BE: Final = Sought(rf"{_NUMBER_OF_SIDE}[^.;\n]{{0,12}}?[\s/,+&;(x]{_NUMBER_OF_SIDE}", re.IGNORECASE)

_SIDES: Final = 2


def with_sides_summed(marked: MarkedText) -> MarkedText:
    """Return the note with the numbers of the two sides of a place as one, where the place stands before both."""
    mentions = list(marked.mentions)
    numbers = [at for at, one in enumerate(mentions) if one.kind == "count" and one.amount is not None]
    if len(numbers) < _SIDES or not _MAY_BE.search(marked.text):
        return marked
    places: dict[int, list[Mention]] = {one.sentence: [] for one in mentions if one.kind == "count"}
    for one in mentions:
        if one.kind == "site" and one.sentence in places:
            places[one.sentence].append(one)
    left: set[int] = set()
    for at, other in pairwise(numbers):
        one, more = mentions[at], mentions[other]
        if at not in left and _are_of_two_sides(one, more, places[one.sentence], marked.text):
            total = Decimal(one.amount or 0) + Decimal(more.amount or 0)
            mentions[at] = one._replace(amount=total, value="", unit="lesion")
            left.add(other)
    return marked._replace(mentions=[one for at, one in enumerate(mentions) if at not in left])


def _are_of_two_sides(one: Mention, more: Mention, places: list[Mention], text: str) -> bool:
    between = _BETWEEN.fullmatch(text, one.end, more.start)
    behind = _BEHIND.match(text, more.end) if between else None
    if between is None or behind is None or between["side"][0].lower() == behind["side"][0].lower():
        return False
    return any(_PLACE_BEFORE.fullmatch(text, place.end, one.start) for place in places)
