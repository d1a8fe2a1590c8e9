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


def is_next_part(low: str, end: int, start: int) -> bool:
    """True when only a name for another part of one wound stands between an area and a bare number behind it."""
    found = _PART.match(low, end)
    return found is not None and found.end() == start
