"""Which signed notice on file speaks for a line."""

from datetime import timedelta
from typing import Final

from cleanskin.rules.visit import Line, Visit

VALID: Final = timedelta(days=365)
"""A notice for a course of treatment serves at most a year (claims processing manual, chapter 30)."""


def signed_for(visit: Visit, line: Line) -> bool:
    """True when a notice for the code was signed on the day of service or in the year before."""
    held = visit.context.abn or ()
    return any(
        paper.signed_on <= line.on <= paper.signed_on + VALID and (not paper.codes or line.code in paper.codes)
        for paper in held
    )
