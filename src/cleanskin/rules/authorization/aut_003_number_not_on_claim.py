"""An authorization that was granted and does not stand on the claim.

The payer looks for the number; without it the line is denied as not authorized, though it was.
"""

from collections.abc import Iterator

from cleanskin.rules.authorization.log import covering, named_on_claim
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-AUT-003",
    name="authorization-number-not-on-claim",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    needs=("authorizations",),
    carc="197",
    rarc="M62",
    message="{codes} was authorized, and the number is not on the claim.",
    fix="Add the number of the log to the claim.",
    source=cited(
        "837P required content", "REF*G1; EDI rules, section 4; denials and appeals, section 6", trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines without number that an entry names by its code, on a day of its period."""
    if not visit.context.authorizations:
        return
    lines = [
        line
        for line in visit.lines
        if not named_on_claim(visit, line) and any(one.codes for one in covering(visit, line))
    ]
    if lines:
        yield flag(*lines, pointer="2300.REF*G1")


RULE.examples = """
flags    auth=A1:96920 96920 L40.0
near     auth=A1:96910 96920 L40.0
near     auth=none 96920 L40.0
passes   auth=A1:96920 claim={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
passes   auth=A1:96920 line1={"references":[{"kind":"G1","value":"A1"}]} 96920 L40.0
cannot   96920 L40.0
"""
