"""The written form of diagnosis codes."""

import re
from typing import Final

WRITTEN: Final = re.compile(r"[A-Z][0-9][0-9AB][0-9A-Z]{0,4}")
"""A letter, a digit, a digit or A or B, then up to four more; without point."""

_SEVEN: Final = ("S", "T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28")
"""Injuries and burns: every billable code has seven characters (tabular list of April 2026)."""


def is_short_injury(code: str) -> bool:
    """True for an injury or burn without its seventh character."""
    return len(code) < 7 and code.startswith(_SEVEN)
