"""A patient's address without street, city, state or ZIP code.

The address of the patient is asked for on every claim on which the patient is named; parts of it alone are refused.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.registration.parties import is_domestic
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-008",
    name="patient-address-incomplete",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    message="The patient's address lacks its street, city, state or ZIP code.",
    fix="Complete the address.",
    source=cited("837P required content", "N3 and N4 of the patient; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the treated person's address when a part of it is missing."""
    place = visit.claim.treated.address
    if place is None:
        yield flag(evidence=("no address",))
    elif is_domestic(place) and not (place.line_1 and place.city and place.state and place.postal_code):
        missing = [name for name in ("line_1", "city", "state", "postal_code") if not getattr(place, name)]
        yield flag(evidence=(f"missing: {', '.join(missing)}",))


RULE.examples = """
flags    member={"address":null} 99213 L40.0
near     99213 L40.0
flags    member={"address":{"postal_code":""}} 99213 L40.0
passes   member={"address":{"line_1":"3 RUE X","city":"PARIS","state":"","postal_code":"","country":"FR"}} 99213 L40.0
"""
