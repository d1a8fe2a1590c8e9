"""A frequency code that a professional claim does not take.

1 is a new claim, 7 replaces one, 8 voids one. Others (6, 2 to 5) belong to institutional claims or to the past.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-063",
    name="frequency-code-not-taken",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The claim's frequency code is none of 1 (new), 7 (replaces) and 8 (voids).",
    fix="Use 1, 7 or 8.",
    source=cited("837P required content", "2300 CLM05-3; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag every other code."""
    if visit.claim.frequency_code not in ("1", "7", "8"):
        yield flag(evidence=(f"frequency {visit.claim.frequency_code or 'missing'}",), pointer="2300.CLM05-3")


RULE.examples = """
flags    frequency=6 99213 L40.0
near     frequency=7 99213 L40.0
near     frequency=1 99213 L40.0
passes   99213 L40.0
"""
