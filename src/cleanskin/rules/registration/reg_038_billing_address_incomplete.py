"""A billing provider's address without street, city, state or ZIP code.

The payer matches the address to its file of providers; parts of it alone are refused.
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
    id="CS-REG-038",
    name="billing-address-incomplete",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The billing provider's address lacks its street, city, state or ZIP code.",
    fix="Send the address as it stands in the enrollment.",
    source=cited("837P required content", "2010AA N3, N4; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an address of which a part is missing."""
    place = visit.claim.billing_provider.address
    if place is None:
        yield flag(evidence=("no address",), pointer="2010AA.N301")
    elif not (place.line_1 and place.city and place.state and place.postal_code) and is_domestic(place):
        missing = [name for name in ("line_1", "city", "state", "postal_code") if not getattr(place, name)]
        yield flag(evidence=(f"missing: {', '.join(missing)}",), pointer="2010AA.N301")


RULE.examples = """
flags    billing={"address":{"line_1":""}} 99213 L40.0
near     99213 L40.0
flags    billing={"address":null} 99213 L40.0
passes   billing={"address":{"line_2":"FLOOR 2"}} 99213 L40.0
"""
