"""A Medicare claim that names a patient beside the subscriber.

Medicare insures persons, not families: the beneficiary is always the subscriber. A dependent on a Medicare claim is
somebody else's card, or a spouse taken over from the family's account.
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
    id="CS-REG-011",
    name="medicare-claim-for-dependent",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=("patient",),
    payers=("medicare",),
    message="A Medicare claim names a patient beside the subscriber, but Medicare has no dependents.",
    fix="Make the patient the subscriber with the patient's own Medicare number.",
    source=cited("837P, use by Medicare", "2000C; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a patient who is not the subscriber."""
    if visit.claim.patient is not None:
        yield flag(pointer="2000C.HL")


RULE.examples = """
flags    payer=medicare claim={"patient":{"role":"patient","name":"B"},"patient_relationship":"01"} 99213 L40.0
near     payer=commercial claim={"patient":{"role":"patient","name":"B"},"patient_relationship":"01"} 99213 L40.0
passes   payer=medicare 99213 L40.0
"""
