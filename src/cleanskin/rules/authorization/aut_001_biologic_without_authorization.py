"""A biologic drug without an authorization, from a payer other than Medicare.

Plans ask for leave before such a drug is given, with diagnosis, severity and what was tried before. A dose given
without it is not paid, and the drug was bought. Original Medicare does not ask.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.biologics import BIOLOGICS
from cleanskin.rules.authorization.log import is_for, named_on_claim
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    codes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-AUT-001",
    name="biologic-without-authorization",
    outcome="denial",
    severity="warn",
    triggers=codes(*BIOLOGICS),
    needs=("authorizations",),
    payers=("commercial", "medicare_advantage", "medicaid", "tricare"),
    carc="197",
    message="{codes} needs the payer's leave beforehand, and there is none in the log or on the claim.",
    fix="Look for the approval; ask for one after the fact where the payer allows it. Do not send the claim without.",
    source=cited("Coding rules LIM-3; denials and appeals, section 6", "prior authorization, 197", trust="assumption"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such drug lines with neither a number on the claim nor an entry of the log for the code."""
    lines = [
        line
        for line in visit.with_code(*RULE.triggers.codes)
        if not named_on_claim(visit, line) and not any(is_for(one, line) for one in visit.context.authorizations or ())
    ]
    if lines:
        yield flag(*lines, pointer="2300.REF*G1")


RULE.examples = """
flags    auth=none J2357*60 L50.1
near     auth=A1:J2357 J2357*60 L50.1
near     auth=none J3301*60 L50.1
near     auth=none payer=medicare J2357*60 L50.1
flags    auth=A1:96910 J2357*60 L50.1
cannot   J2357*60 L50.1
passes   auth=none claim={"references":[{"kind":"G1","value":"A1"}]} J2357*60 L50.1
"""
