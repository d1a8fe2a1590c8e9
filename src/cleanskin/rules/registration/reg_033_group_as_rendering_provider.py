"""The rendering provider carries the billing group's NPI.

A group cannot see a patient. When a person is meant, the person's own NPI belongs there; payers return the claim or pay
it as not enrolled.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    classes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-033",
    name="group-npi-as-rendering-provider",
    outcome="rejection",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery"),
    claim_wide=True,
    decided_by=PRACTICE,
    rarc="N290",
    message="The rendering provider of the claim has the same NPI as the group that bills.",
    fix="Put the NPI of the clinician who did the service; leave the loop out where the clinician bills alone.",
    source=cited("837P required content", "2310B; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag equal numbers when an organization bills."""
    rendering, billing = visit.claim.provider("rendering"), visit.claim.billing_provider
    if rendering is not None and not billing.is_person and rendering.npi and rendering.npi == billing.npi:
        yield flag(pointer="2310B.NM109")


RULE.examples = """
flags    billing={"id":"1234567893"} 99213 L40.0
near     99213 L40.0
passes   billing={"id":"1234567893","is_person":true} 99213 L40.0
"""
