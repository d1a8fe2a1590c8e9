"""A billing provider without taxonomy, where Medicaid is the payer.

Medicaid programs find the right enrollment by NPI and taxonomy together; a group with two specialties is otherwise paid
under the wrong one, or the claim comes back. Many plans ask for it too, and say so in their companion guides.
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
    id="CS-REG-035",
    name="billing-taxonomy-missing",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    payers=("medicaid",),
    rarc="N255",
    message="The billing provider has no taxonomy code, by which Medicaid finds the right enrollment.",
    fix="Add the code under which the group is enrolled with this payer.",
    source=cited("837P required content", "2000A PRV*BI; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a missing taxonomy."""
    if not visit.claim.billing_provider.taxonomy:
        yield flag(pointer="2000A.PRV03")


RULE.examples = """
flags    payer=medicaid billing={"taxonomy":""} 99213 L40.0
near     payer=medicare billing={"taxonomy":""} 99213 L40.0
passes   payer=medicaid 99213 L40.0
"""
