"""A referring, ordering or supervising provider that is an organization.

Only a person can refer, order or supervise; the NPI of a group in that place is refused.
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

_PERSONS = frozenset(("referring", "primary_care", "supervising"))


RULE = Rule(
    id="CS-REG-048",
    name="referring-provider-is-organization",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    carc="16",
    rarc="N286",
    message="A referring, ordering or supervising provider is named as an organization.",
    fix="Name the person with the person's own NPI.",
    source=cited("837P required content", "2310A, 2310D NM102; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such a provider that is no person."""
    for party in visit.claim.providers:
        if not party.is_person and party.role in _PERSONS:
            yield flag(evidence=(f"the {party.role} provider",), pointer="NM102")


RULE.examples = """
flags    claim={"providers":[{"role":"referring","id":"1234567893"}]} 99213 L40.0
near     claim={"providers":[{"role":"service_facility","id":"1234567893"}]} 99213 L40.0
passes   claim={"providers":[{"role":"referring","is_person":true,"id":"1234567893"}]} 99213 L40.0
"""
