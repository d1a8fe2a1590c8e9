"""GA, GX or GZ on a claim to a Medicare Advantage plan.

The advance beneficiary notice belongs to original Medicare.  A plan of part C decides before the service (an
organization determination); a notice does not make the patient pay there.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-004",
    name="notice-for-advantage-plan",
    outcome="denial",
    severity="warn",
    triggers=modifiers("GA", "GX", "GZ"),
    payers=("medicare_advantage",),
    carc="96",
    rarc="N563",
    message="Line {line} relies on a notice that a Medicare Advantage plan does not know.",
    fix="Ask the plan for its decision before the service; take the modifier off unless the plan asks for it.",
    source=cited("Medicare managed care manual", "chapter 4; coding rules MOD-11", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with such a modifier."""
    for line in visit.lines:
        carried = [one for one in line.modifiers if one in RULE.triggers.modifiers]
        if carried:
            yield flag(line, evidence=[f"modifiers: {', '.join(carried)}"])


RULE.examples = """
flags   payer=medicare_advantage 17110-GA L82.1
near    payer=medicare_advantage 17110-GY L82.1
near    payer=medicare 17110-GA L82.1
passes  payer=medicare_advantage 17110 L82.0
"""
