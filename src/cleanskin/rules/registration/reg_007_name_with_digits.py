"""A patient's name that holds digits.

No card bears such a name. It comes from account numbers, duplicates ("2") or notes that a front desk writes into the
name field, and the payer answers that it does not know the patient.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-007",
    name="patient-name-holds-digits",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    message="The patient's or subscriber's name holds digits.",
    fix="Write the name as the card has it; keep notes elsewhere.",
    source=cited("837P front-end rejections", "name mismatch; EDI rules, section 3", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a person whose last or first name holds a digit."""
    claim = visit.claim
    for party in (claim.coverage.subscriber, claim.patient):
        if party is None:
            continue
        if (
            party.is_person
            and not (party.name + party.first_name).isalpha()
            and _has_digit(party.name, party.first_name)
        ):
            yield flag(evidence=(f"name of the {party.role}",), pointer="NM103")


def _has_digit(*names: str) -> bool:
    return any(letter.isdigit() for name in names for letter in name)


RULE.examples = """
flags    member={"name":"EXAMPLE2"} 99213 L40.0
near     99213 L40.0
passes   member={"name":"O'EXAMPLE"} 99213 L40.0
passes   member={"name":"MILL 3","is_person":false} 99213 L40.0     # an organization
"""
