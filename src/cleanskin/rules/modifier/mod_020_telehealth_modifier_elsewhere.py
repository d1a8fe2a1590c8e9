"""A modifier for visits at a distance (93, 95, GQ, GT, FQ) on a service that needs hands.

A biopsy, a drug or the reading of tissue is not done over a screen. Such a line is refused, and puts the visits of
the day into doubt.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-020",
    name="telehealth-modifier-on-hands-on-service",
    outcome="denial",
    severity="hold",
    triggers=modifiers("93", "95", "GQ", "GT", "FQ"),
    carc="4",
    rarc="N519",
    message="{code} carries a modifier for visits at a distance.",
    fix="Take the modifier off, or check what was done at a distance.",
    source=cited("Coding rules of the project", "EM-10", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each surgical, pathology or drug line, and each with a global period, that has such a modifier."""
    for line in visit.lines:
        if not line.has("93", "95", "GQ", "GT", "FQ"):
            continue
        hands_on = line.visit_class == "procedure" and day.is_minor(line.code)
        if hands_on or line.visit_class in ("surgery", "pathology", "drug"):
            yield flag(line)


RULE.examples = """
flags    17110-95 B07.8
near     17110 B07.8
passes   99213-95 L40.0 pos=10
flags    99213-95 L70.0 | J3301-95 L91.0
"""
