"""The written form of diagnosis codes."""

import re
from datetime import date
from typing import Final

ICD10_BEGAN: Final = date(2015, 10, 1)
"""Days of service before it carry codes of the ninth revision."""

WRITTEN: Final = re.compile(r"[A-Z][0-9][0-9AB][0-9A-Z]{0,4}")
"""A letter, a digit, a digit or A or B, then up to four more; without point."""

_SEVEN: Final = ("S", "T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28")
"""Injuries and burns: every billable code has seven characters (tabular list of April 2026)."""


def is_short_injury(code: str) -> bool:
    """True for an injury or burn without its seventh character."""
    return len(code) < 7 and code.startswith(_SEVEN)
