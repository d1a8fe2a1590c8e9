"""A claim to Medicare as first payer that carries a reason why Medicare is second.

The two contradict each other. Medicare's file of other insurance decides; the claim is returned or denied until it is
settled.
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

_SECOND = frozenset(("12", "13", "14", "15", "16", "41", "42", "43", "47"))


RULE = Rule(
    id="CS-REG-026",
    name="medicare-primary-with-secondary-type",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    payers=("medicare",),
    carc="22",
    rarc="MA83",
    message="The claim goes to Medicare as first payer, yet says why Medicare would be second.",
    fix="Ask the patient about other insurance; take the type off, or bill the other payer first.",
    source=cited("837P, use by Medicare", "2000B SBR01 and SBR05; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a secondary-payer type beside rank P."""
    coverage = visit.claim.coverage
    if coverage.insurance_type in _SECOND and coverage.payer_responsibility == "P":
        yield flag(pointer="2000B.SBR05")


RULE.examples = """
flags    payer=medicare coverage={"insurance_type":"12"} 99213 L40.0
near     payer=medicare 99213 L40.0
near     payer=commercial coverage={"insurance_type":"12"} 99213 L40.0
passes   payer=medicare coverage={"insurance_type":"MB"} 99213 L40.0      # says only that it is Part B
"""
