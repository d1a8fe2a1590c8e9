"""GX, the voluntary notice, beside GA or GZ.

A voluntary notice is for what the law never covers; GA and GZ are for what Medicare covers but may find unnecessary.
One line cannot be both, and contractors return it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-002",
    name="voluntary-notice-with-expected-refusal",
    outcome="rejection",
    severity="warn",
    triggers=modifiers("GX"),
    carc="4",
    rarc="N519",
    message="Line {line} carries GX beside GA or GZ.",
    fix="Keep GX (with GY) for what is never covered, GA or GZ for what may be found unnecessary.",
    source=cited("Coding rules of dermatology", "MOD-11", checked_on=date(2026, 11, 22), trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GX and one of GA and GZ."""
    for line in visit.lines:
        if line.has("GX") and line.has("GA", "GZ"):
            yield flag(line, evidence=[f"modifiers: {', '.join(line.modifiers)}"])


RULE.examples = """
flags   payer=medicare 17110-GX-GA L82.1
near    payer=medicare 17110-GX-GY L82.1
flags   payer=medicare 11200-GZ-GX L91.8
passes  payer=medicare 17110-GA L82.1
"""
