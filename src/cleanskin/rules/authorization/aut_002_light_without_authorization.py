"""Light therapy without an authorization, from a payer other than Medicare.

Many plans count light treatments and want to be asked before the course; others do not. The log says what this practice
usually holds, so the rule only doubts.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.log import is_for, named_on_claim
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    families,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-AUT-002",
    name="light-therapy-without-authorization",
    outcome="denial",
    severity="warn",
    triggers=families("phototherapy", "excimer"),
    needs=("authorizations",),
    payers=("commercial", "medicare_advantage", "medicaid", "tricare"),
    carc="197",
    message="No authorization for {codes} is in the log or on the claim; many plans ask for one.",
    fix="Look into the plan's list; if it asks, get the number before the next treatment.",
    source=cited("Denials and appeals, section 6", "phototherapy (198, 119)", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag light lines with neither a number on the claim nor an entry of the log for the code."""
    lines = [
        line
        for line in visit.in_family("phototherapy", "excimer")
        if not named_on_claim(visit, line) and not any(is_for(one, line) for one in visit.context.authorizations or ())
    ]
    if lines:
        yield flag(*lines, pointer="2300.REF*G1")


RULE.examples = """
flags    auth=none 96920 L40.0
near     auth=A1:96920 96920 L40.0
near     auth=none payer=medicare 96920 L40.0
passes   auth=none 17110 B07.8
cannot   96920 L40.0
"""
