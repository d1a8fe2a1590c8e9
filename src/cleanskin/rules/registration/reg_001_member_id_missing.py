"""A claim without the subscriber's member id.

The payer finds the patient by this number. Without it no claim gets past the front end, and nothing is on record that
would prove timely filing.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-001",
    name="member-id-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    message="The subscriber has no member id, so that the payer cannot find the patient.",
    fix="Take the number from the card or from the answer to an eligibility request.",
    source=cited("837P required content", "2010BA NM109; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a claim whose subscriber has no id."""
    if not visit.claim.coverage.subscriber.id.strip():
        yield flag(pointer="2010BA.NM109")


RULE.examples = """
flags    member={"id":""} 99213 L40.0
near     99213 L40.0
passes   payer=medicare 99213 L40.0
passes   member={"id":"X1"} 99213 L40.0      # whether it is right only the payer knows
"""
