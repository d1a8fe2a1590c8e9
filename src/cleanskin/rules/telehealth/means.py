"""What the rules about visits at a distance share: places, and the small services that are no visit of their own."""

from typing import Final

from cleanskin.record.history import PastLine
from cleanskin.rules.day import Day

DISTANT: Final = frozenset({"02", "10"})
"""Places of service that say that patient and clinician were apart."""

SMALL: Final = ("98016", "99421", "99422", "99423", "G2010", "G2012", "G2252")
"""Check-ins, reading of pictures, visits by messages: paid only when no visit is near."""


def is_visit(past: PastLine, day: Day) -> bool:
    """Say whether a past line was a visit of its own, no small service and no add-on."""
    facts = day.procedure(past.code)
    return facts is not None and facts.visit_class == "visit" and not facts.add_on and past.code not in SMALL
