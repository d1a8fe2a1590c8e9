"""Numbers that take the unit of the one told before them: "primary defect 5.8 sq cm, secondary 7.8, total 13.6"."""

import re
from typing import Final

from cleanskin.note.number_patterns import DIGITS

_PART: Final = re.compile(
    rf"\s*(?:[,;+&]|and|plus)*\s*(?:(?:the|flap|donor|secondary|its|own|second)\s+){{0,3}}"
    rf"(?:secondary|flap|donor|total|sum|together|combined|all together)(?:\s+(?:defect|area|flap))?\s*"
    rf"(?:=|:|of|is|was)?\s*(?={DIGITS})"
)
"""What stands between an area and the next part of the same wound, or their sum."""

_ITEM: Final = r"[a-z][a-z' -]{1,30}\s"
_LIST: Final = re.compile(
    r"\b(?:repairs?|reps?|closures?|excised|excisions|excn?s|shaved|removed)\b[^.\n;:]{0,60}:\s*"
    rf"(?:{_ITEM}\d?\d\.\d\s*(?:cm\s*)?(?:w/?\s*\d?\.?\d(?:\.\d)?\s*(?:[cm]m )?margs?\w*\s*)?"
    rf"[,;.&+]\s*(?:and\s+)?)*{_ITEM}$"
)
"""A list of wounds or lesions by place behind what was done to them: "int rep: cheek 1.9, forehead 1.4"."""
_LIST_MAX: Final = 160


def is_in_list(low: str, start: int) -> bool:
    """True for a bare number behind a place in a list of repairs or removals: it is in centimeters."""
    first = max(0, start - _LIST_MAX)
    return low.find(":", first, start) >= 0 and _LIST.search(low, first, start) is not None


def is_next_part(low: str, end: int, start: int) -> bool:
    """True when only a name for another part of one wound stands between an area and a bare number behind it."""
    found = _PART.match(low, end)
    return found is not None and found.end() == start
