"""A service location without name or address.

The loop is there to say where the work was done; without name and address it says nothing and is refused.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE, is_domestic
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-043",
    name="service-location-incomplete",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    rarc="MA114",
    message="The service location lacks its name or address.",
    fix="Complete it from the facility's enrollment.",
    source=cited("837P required content", "2310C NM1, N3, N4; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a named service location of which a part is missing."""
    facility = visit.claim.provider("service_facility")
    if facility is None:
        return
    place = facility.address
    if place is not None and not is_domestic(place):
        return
    if not facility.name or place is None or not (place.line_1 and place.city and place.state and place.postal_code):
        yield flag(pointer="2310C.N301")


RULE.examples = """
flags    claim={"providers":[{"role":"service_facility","name":"HOSPITAL"}]} 11102 D49.2
near     claim={"providers":[{"role":"supervising","name":"HOSPITAL"}]} 11102 D49.2
passes   pos=22 11102 D49.2                # no service location at all: CS-REG-042
"""
