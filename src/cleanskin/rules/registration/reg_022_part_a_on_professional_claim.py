"""A professional claim sent as Medicare Part A.

Clinicians' services are Part B, wherever they are done. Part A contractors take institutional claims only.
"""

from collections.abc import Iterator

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
    id="CS-REG-022",
    name="medicare-part-a-on-professional-claim",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    payers=("medicare",),
    message="The claim filing indicator MA (Part A) stands on a professional claim.",
    fix="Use MB.",
    source=cited("837P, use by Medicare", "SBR09; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the indicator of Part A."""
    if visit.claim.coverage.claim_filing_indicator == "MA":
        yield flag(pointer="2000B.SBR09")


RULE.examples = """
flags    payer=medicare coverage={"claim_filing_indicator":"MA"} 99213 L40.0
near     payer=medicare coverage={"claim_filing_indicator":"MB"} 99213 L40.0
passes   payer=medicare 99213 L40.0
"""
