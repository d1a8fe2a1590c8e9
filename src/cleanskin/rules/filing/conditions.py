"""A cheap question about the day of submission that settles several rules at once, for `beside=whenever(...)`."""

from typing import Final

from cleanskin.rules.visit import Visit

SOON_DAYS: Final = 76
"""No window of the table is within its last two weeks before so many days after the service."""


def sent_early_or_late(visit: Visit) -> bool:
    """True when the claim goes out before the service or long after it, or the day is not known."""
    sent = visit.context.submitted_on
    return sent is None or not 0 <= (sent - visit.on).days < SOON_DAYS
