"""How much of a wound was cleaned: the areas of several wounds that are told together are added.

"Two ulcers, 12 and 16 sq cm", "the larger (5 x 4 cm) and the smaller (3 x 2 cm)", "three ulcers of 8 sq cm each".
A total that the record gives stands for all of them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.sizes import Size, sizes_of

_TOTAL: Final = re.compile(
    r"\b(?:total\w*|sum\w*|altogether|combined|=|in all)\W*(?:(?:of|area|is|was)\W+){0,2}$", re.IGNORECASE
)
_TOTAL_AFTER: Final = re.compile(r"\W*(?:in )?(?:total|combined|altogether|in all)\b", re.IGNORECASE)
_EACH: Final = re.compile(r"\W*(?:each|apiece|per (?:ulcer|wound|site))\b", re.IGNORECASE)
_LISTED: Final = re.compile(
    r"\W*(?:(?:and|plus|the|a|an|one|two|other|another|second|third|smaller|larger|left|right|measur\w+|was|is|of|for|at"
    r"|about|ulcers?|wounds?|sites?|#?\d)\W+)*",
    re.IGNORECASE,
)
"""What stands between the areas of several wounds in one list."""


def cleaned_area(frame: Frame) -> Decimal | None:
    """Return the area in sq cm of all wounds of a frame that was cleaned; None when none is told."""
    held = [one for piece in frame.pieces for one in sizes_of(piece)]
    told = [one for one in held if one.mention.kind == "area"] or [
        one for one in held if one.role == "diameter_cm" and one.other is not None
    ]
    told = list({(one.mention.start, one.mention.end): one for one in told}.values())
    if not told:
        return None
    text = frame.pieces[0].text
    totals = [one for one in told if _is_total(one, text)]
    if totals:
        return _area(totals[-1])
    if _are_several(frame, told, text):
        number = frame.count if frame.count and len(told) == 1 and _EACH.match(text, told[0].mention.end) else 1
        return sum((_area(one) for one in told), Decimal(0)) * number
    return _area(told[0])


def _area(size: Size) -> Decimal:
    return size.value if size.mention.kind == "area" else size.value * (size.other or Decimal(1))


def _is_total(size: Size, text: str) -> bool:
    start, end = size.mention.start, size.mention.end
    return bool(_TOTAL.search(text, max(0, start - 32), start) or _TOTAL_AFTER.match(text, end))


def _are_several(frame: Frame, told: Sequence[Size], text: str) -> bool:
    """True when the areas are of several wounds, not of one at different times."""
    if frame.count is not None and frame.count > 1:
        return True
    words = [one.words.lower() for slot in ("condition", "lesion") for one in frame.get(slot)]
    if any(one.endswith(("ulcers", "wounds", "sores", "lesions")) for one in words):
        return True
    return len(told) > 1 and all(
        _LISTED.fullmatch(text, before.mention.end, after.mention.start) for before, after in pairwise(told)
    )
