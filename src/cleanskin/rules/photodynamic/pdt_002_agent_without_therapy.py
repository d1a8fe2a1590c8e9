"""The agent of photodynamic therapy without the therapy.

The light is billed once a day by who applied it: 96567 staff, 96573 the clinician, 96574 the clinician with debridement.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PDT-002",
    name="photodynamic-therapy-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("J7308", "J7309", "J7345"),
    message="{code} is billed without photodynamic therapy.",
    fix="Add 96567, 96573 or 96574 by who applied agent and light; if the light follows tomorrow, expect it there.",
    source=cited("CPT guideline conventions", "coding rules LGT-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag agent lines without therapy on the claim or on another claim of the day."""
    elsewhere = {one.code for one in visit.same_day_elsewhere()}
    therapy = ("96567", "96573", "96574")
    if not visit.has_code(*therapy) and not elsewhere & set(therapy):
        yield flag(*visit.with_code("J7308", "J7309", "J7345"))


RULE.examples = """
flags    J7308 L57.0
flags    J7308 L57.0 | 17110 L57.0
near     J7308 L57.0 | 96567 L57.0
passes   J7308 L57.0 << 2026-03-02 96573 L57.0
"""
