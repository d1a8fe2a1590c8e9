"""A claim to Medicare as second payer that does not say why Medicare is second.

Medicare pays second for a few legal reasons (working aged, disability with a large employer's plan, kidney disease,
no-fault, workers' compensation, ...). The type code says which; without it the claim is returned.
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
    id="CS-REG-025",
    name="medicare-secondary-without-type",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    payers=("medicare",),
    rarc="MA83",
    message="The claim goes to Medicare as second payer and does not say why Medicare is not first.",
    fix="Add the insurance type of the Medicare secondary payer reason (12, 13, 14, 15, 16, 41, 42, 43 or 47).",
    source=cited("837P, use by Medicare", "2000B SBR05; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag Medicare after another payer without the type."""
    coverage = visit.claim.coverage
    if coverage.payer_responsibility in ("S", "T") and not coverage.insurance_type:
        yield flag(pointer="2000B.SBR05")


RULE.examples = """
flags    payer=medicare coverage={"payer_responsibility":"S"} 99213 L40.0
near     payer=commercial coverage={"payer_responsibility":"S"} 99213 L40.0
passes   payer=medicare coverage={"payer_responsibility":"S","insurance_type":"12"} 99213 L40.0
passes   payer=medicare 99213 L40.0
"""
