"""The written form of diagnosis codes."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from cleanskin.record.diagnosis_relation import Standing
from cleanskin.rules.visit import Visit

ICD10_BEGAN: Final = date(2015, 10, 1)
"""Days of service before it carry codes of the ninth revision."""

WRITTEN: Final = re.compile(r"[A-Z][0-9][0-9AB][0-9A-Z]{0,4}")
"""A letter, a digit, a digit or A or B, then up to four more; without point."""

_NOT_BILLED: Final = ("not_in_release", "not_billable")
"""Standings of codes that the day's release lacks, or has longer codes for."""

_SEVEN: Final = ("S", "T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28")
"""Injuries and burns: every billable code has seven characters (tabular list of April 2026)."""


@lru_cache(maxsize=50_000)
def is_written(code: str) -> bool:
    """True for a text of the form of a code, point left out; remembered, because the same few stand on most claims."""
    return WRITTEN.fullmatch(code) is not None


def has_doubtful_code(visit: Visit) -> bool:
    """True when a diagnosis has not the form of a code or cannot be billed on the day.  For `whenever`."""
    standing = visit.day.standing
    return any(not is_written(code) or standing(code).status in _NOT_BILLED for code in visit.diagnoses)


def not_to_bill(visit: Visit) -> list[tuple[str, Standing]]:
    """Return the diagnoses of the form of a code that the day's release lacks or has longer codes for.

    For `Visit.once`.
    """
    found = []
    for code in visit.diagnoses:
        if is_written(code):
            standing = visit.day.standing(code)
            if standing.status in _NOT_BILLED:
                found.append((code, standing))
    return found


def is_short_injury(code: str) -> bool:
    """True for an injury or burn without its seventh character."""
    return len(code) < 7 and code.startswith(_SEVEN)
