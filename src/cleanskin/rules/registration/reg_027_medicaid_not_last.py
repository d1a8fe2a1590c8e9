"""A claim sent to Medicaid although another payer of the claim ranks after it.

Medicaid pays last, by federal law: every other insurance is asked before. A claim that names Medicaid first is denied
until the other payer has answered.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import SITUATION
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-027",
    name="medicaid-not-last",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    payers=("medicaid",),
    carc="22",
    rarc="MA83",
    message="The claim goes to Medicaid, and another insurance ranks after it: Medicaid pays last.",
    fix="Bill the other insurance first, then Medicaid with its answer.",
    source=cited(
        "42 CFR 433 subpart D, third party liability", "EDI rules, section 3 (payer order)", trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag Medicaid before another payer that is not Medicaid."""
    if visit.claim.coverage.payer_responsibility != "P":
        return
    for other in visit.claim.other_coverages:
        if other.payer_responsibility in ("S", "T") and other.claim_filing_indicator != "MC":
            yield flag(pointer="2000B.SBR01")
            return


RULE.examples = """
flags    payer=medicaid other=S:CI 99213 L40.0
near     payer=medicaid other=S:MC 99213 L40.0
near     payer=commercial other=S:CI 99213 L40.0
passes   payer=medicaid rank=S other=P:CI:80 99213 L40.0
"""
