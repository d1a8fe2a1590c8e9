"""Two notice modifiers on one line that contradict each other.

GA says that a signed notice is on file, GZ that there is none, GY that the law never covers the service.  Only one of
them can be true of a line; GX may stand with GY.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-001",
    name="notices-at-odds",
    outcome="rejection",
    severity="hold",
    triggers=modifiers("GA", "GY", "GZ"),
    carc="4",
    rarc="N519",
    message="Line {line} carries notice modifiers that contradict each other.",
    fix="Keep the one that is true: GA signed notice on file, GZ none, GY never covered by law.",
    source=cited("Coding rules of dermatology", "MOD-11", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with two of GA, GY and GZ."""
    for line in visit.lines:
        carried = [one for one in line.modifiers if one in RULE.triggers.modifiers]
        if len(set(carried)) > 1:
            yield flag(line, evidence=[f"modifiers: {', '.join(line.modifiers)}"])


RULE.examples = """
flags   payer=medicare 17110-GA-GY L82.1
near    payer=medicare 17110-GX-GY L82.1
near    payer=medicare 17110-GA L82.1
flags   payer=medicare 11200-GA-GZ L91.8
passes  payer=medicare 11200-GA L91.8 | 17110-GY L82.1       # on different lines
"""
