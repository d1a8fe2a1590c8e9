"""A patient or subscriber without last or first name.

A person without a name cannot be matched. Where the subscriber is an employer (injuries at work) an organization's name
is enough.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-006",
    name="patient-name-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    message="A last or first name of the patient or subscriber is missing.",
    fix="Write the name as the card has it.",
    source=cited("837P required content", "2010BA and 2010CA NM103, NM104; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a missing last name; a missing first name with a doubt, since some people have but one name."""
    claim = visit.claim
    for party in (claim.coverage.subscriber, claim.patient):
        if party is None:
            continue
        if not party.name:
            yield flag(evidence=(f"the {party.role} has no last name",))
        elif party.is_person and not party.first_name:
            yield flag(evidence=(f"the {party.role} has no first name",), severity="warn")


RULE.examples = """
flags    member={"name":""} 99213 L40.0
near     99213 L40.0
flags    member={"first_name":""} 99213 L40.0
passes   payer=workers_compensation member={"name":"EXAMPLE MILL","first_name":"","is_person":false} 12001 S61.411A
"""
