"""Modifier XP, although one clinician did all services of the day.

XP says that another clinician did the service. When the line and the service that includes it are by the same
clinician, the reason is not true; XS or XE may be.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import line_pairs
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-044",
    name="xp-by-one-clinician",
    outcome="audit",
    severity="warn",
    triggers=modifiers("XP"),
    message="{code} carries XP, but the same clinician did the other service of the pair.",
    fix="Use XS for another structure or XE for another encounter where the record shows it; else take the line off.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rule MOD-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with XP that is paired with a line of the same known clinician."""
    for pair in line_pairs(visit):
        for line, other in ((pair.denied, pair.paid), (pair.paid, pair.denied)):
            if line.has("XP") and line.rendering_npi and line.rendering_npi == other.rendering_npi:
                yield flag(line, evidence=(f"{other.code} is by the same clinician",))


RULE.examples = """
flags    11102 D49.2 | 17000-XP L57.0
near     11102 D49.2 | 17000-XS L57.0
passes   11102 D49.2 by=1000000004 | 17000-XP L57.0
"""
