"""The professional and the technical part of one service on two lines by one clinician.

A practice that does both parts in its own office bills the whole service on one line. Two lines are right where two
clinicians, places or days are concerned.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-014",
    name="both-parts-by-one-clinician",
    outcome="advice",
    severity="note",
    triggers=modifiers("TC"),
    message="{codes}: both parts by one clinician, place and day stand on two lines.",
    fix="Bill one line without 26 and TC if the practice did the whole service.",
    source=cited("Coding rules of the project", "PTH-3", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a line with 26 and one with TC that agree in code, clinician, place and units."""
    for technical in visit.lines:
        if not technical.has("TC") or technical.has("26"):
            continue
        for other in visit.with_code(technical.code):
            alike = other.rendering_npi == technical.rendering_npi and other.units == technical.units
            if other.has("26") and alike and other.place_of_service == technical.place_of_service:
                yield flag(other, technical)
                break


RULE.examples = """
flags    88305-26 D22.5 | 88305-TC D22.5
near     88305-26 D22.5 | 88304-TC D22.5
passes   88305 D22.5
passes   88305-26 D22.5 by=1000000004 | 88305-TC D22.5
"""
