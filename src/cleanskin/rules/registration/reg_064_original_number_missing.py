"""A replacement or void that does not name the claim it replaces.

The payer finds the earlier claim by the number it gave it, which stands on the remittance. Without it the claim is
refused, or taken as new and denied as a duplicate.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import claim_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-064",
    name="replacement-without-original-number",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(claim_in_doubt),
    claim_wide=True,
    carc="16",
    rarc="M47",
    message="The claim replaces or voids another and does not carry the payer's number of that one.",
    fix="Add the payer's claim number from the remittance; without a remittance wait for it, or send the claim as new.",
    source=cited("837P front-end rejections", "CLM05-3 with REF*F8; EDI rules, section 3; CH-2, CH-3", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag frequency 7 or 8 without the number."""
    claim = visit.claim
    if claim.frequency_code in ("7", "8") and not claim.payer_control_number.strip():
        yield flag(pointer="2300.REF*F8")


RULE.examples = """
flags    frequency=7 99213 L40.0
near     frequency=1 99213 L40.0
flags    frequency=8 99213 L40.0
passes   frequency=7 claim={"references":[{"kind":"F8","value":"20260302A"}]} 99213 L40.0
"""
