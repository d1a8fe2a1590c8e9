"""A billing or service location address without the nine-digit ZIP code.

Medicare's fee locality goes by the full nine digits, and it returns the claim without them. For these two addresses the
standard asks for nine; some clearinghouses fill them in, others return the claim.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import edited
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
    id="CS-REG-039",
    name="zip-plus-four-missing",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The ZIP code of the billing provider or of the service location has not nine digits.",
    fix="Look the last four digits up at the postal service and keep them in the provider file.",
    source=cited("837P front-end rejections", "2010AA and 2310C N403; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each of the two addresses whose ZIP code is shorter, or no number."""
    for path, party in (
        ("billing_provider", visit.claim.billing_provider),
        ("service_facility", visit.claim.provider("service_facility")),
    ):
        place = party.address if party is not None else None
        code = place.postal_code if place is not None and is_domestic(place) else ""
        if code and len(code) != 9 and len(edited(code, "digits")) != 9:
            yield flag(evidence=(f"{path}: {masked(code)}",), pointer="N403")


RULE.examples = """
flags    billing={"address":{"postal_code":"60601"}} 99213 L40.0
near     billing={"address":{"postal_code":"606011234"}} 99213 L40.0
passes   member={"address":{"postal_code":"60601"}} 99213 L40.0             # five are enough for a patient
passes   billing={"address":{"postal_code":"60601-1234"}} 99213 L40.0       # its hyphen: CS-REG-009
"""
