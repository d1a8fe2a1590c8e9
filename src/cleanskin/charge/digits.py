"""Fingers and toes: the modifier that names the digit of a nail or finger on a service line."""

import re
from functools import cache

from cleanskin.record.encounter import Lesion, Side
from cleanskin.reference.dermatology.sites import site

_DIGIT = re.compile(r"[FT][A1-9]")

NAIL_ZONES = frozenset({"fingernail", "toenail"})
"""Zones of sites.tsv that are nails."""


@cache
def digit_modifier(name: str, side: Side) -> str:
    """Return FA to F9 or TA to T9 for a digit or its nail on a side; "" when the digit or the side is not told."""
    found = site(name)
    if found is None or side not in ("left", "right"):
        return ""
    modifier = found.modifier_left if side == "left" else found.modifier_right
    return modifier if _DIGIT.fullmatch(modifier) else ""


def nails_of(lesion: Lesion, how_many: int) -> list[tuple[str, Side]]:
    """Return site and side of each nail treated: both sides of one digit for two, else the site as often as counted."""
    if lesion.side == "bilateral" and how_many <= 2:
        return [(lesion.site, "left"), (lesion.site, "right")]
    return [(lesion.site, lesion.side)] * max(how_many, 1)
