"""A billing provider without NPI.

The payer pays the provider it finds under this number. A claim of a health care provider without it is refused.
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
    id="CS-REG-031",
    name="billing-npi-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    rarc="N257",
    message="The billing provider has no NPI.",
    fix="Add the group's NPI, or the clinician's own in a practice without a group number.",
    source=cited("837P required content", "2010AA NM109; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a billing provider without the number."""
    if not visit.claim.billing_provider.npi and not visit.claim.billing_provider.id:
        yield flag(pointer="2010AA.NM109")


RULE.examples = """
flags    billing={"id":""} 99213 L40.0
near     99213 L40.0
passes   billing={"id":"1234567893"} 99213 L40.0
"""
