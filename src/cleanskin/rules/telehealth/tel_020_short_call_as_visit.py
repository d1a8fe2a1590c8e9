"""A visit by sound alone with no more than ten documented minutes.

The codes for a visit by sound alone ask for more than ten minutes of talk about the matter.  A shorter call is the
check-in 98016, or nothing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-020",
    name="short-call-as-visit",
    outcome="audit",
    severity="warn",
    triggers=codes("98008-98015"),
    effective_from=date(2025, 1, 1),
    needs=("note",),
    carc="150",
    rarc="M25",
    message="{code} asks for more than ten minutes of talk, and the record states no more.",
    fix="Bill the check-in 98016 if its conditions are met, else take the line off.",
    source=cited(
        "CPT conventions for telehealth",
        "sound alone, more than ten minutes; general knowledge",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such codes when the record's total time is ten minutes or less."""
    minutes = visit.encounter.minutes if visit.encounter else None
    if minutes is not None and minutes <= 10:
        for line in visit.with_code(*sorted(RULE.triggers.codes)):
            yield flag(line, evidence=[f"{minutes} minutes in all"])


RULE.examples = """
flags    pos=10 note={"minutes":10} 98012 L40.0
near     pos=10 note={"minutes":11} 98012 L40.0
passes   pos=10 note={"new_patient":false} 98012 L40.0
flags    on=2025-01-02 pos=10 note={"minutes":10} 98012 L40.0
passes   on=2024-12-31 pos=10 note={"minutes":10} 98012 L40.0
cannot   pos=10 98012 L40.0
"""
