"""A claim that does not say the clinician's signature is on file.

With the signature the practice certifies that the services were done. Without it payers do not process the claim.
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
    id="CS-REG-067",
    name="provider-signature-not-on-file",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    carc="16",
    rarc="MA70",
    message="The claim does not say that the clinician's signature is on file.",
    fix="Keep the signature on file and say Y.",
    source=cited("837P required content", "2300 CLM06; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag everything but Y."""
    if visit.claim.provider_signature != "Y":
        yield flag(pointer="2300.CLM06")


RULE.examples = """
flags    claim={"provider_signature":"N"} 99213 L40.0
near     claim={"provider_signature":"Y"} 99213 L40.0
passes   99213 L40.0
"""
