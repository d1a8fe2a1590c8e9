"""A referral number without a referring provider.

The number was given to somebody's referral. Payers return the claim when the number comes without the name and NPI of
the one who referred.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import has_numbers
from cleanskin.rules.registration.parties import number_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-044",
    name="referral-without-referring-provider",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_numbers),
    claim_wide=True,
    rarc="N286",
    message="The claim carries a referral number and names no referring provider.",
    fix="Add the referring clinician with NPI, or take the number off when there was no referral.",
    source=cited("837P front-end rejections", "2310A with REF*9F; EDI rules, section 3", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the number when the claim has neither a referring nor a primary care provider."""
    claim = visit.claim
    if number_of(claim, "9F") and not any(party.role in ("referring", "primary_care") for party in claim.providers):
        yield flag(pointer="2310A.NM1*DN")


RULE.examples = """
flags    claim={"references":[{"kind":"9F","value":"R1"}]} 99213 L40.0
near     99213 L40.0
passes   claim={"references":[{"kind":"9F","value":"R1"}],"providers":[{"role":"referring"}]} 99213 L40.0
"""
