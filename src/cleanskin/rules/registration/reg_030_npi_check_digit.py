"""An NPI whose form or check digit is wrong.

A National Provider Identifier has ten digits, begins with 1 or 2, and its last digit is computed from the others. One
that fails was mistyped; the front end refuses it without asking any payer.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE, is_known_npi_shape, path_of, providers_of
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-030",
    name="npi-check-digit-fails",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    rarc="N257",
    message="A provider's NPI is not valid: it is not ten digits, or its check digit is wrong.",
    fix="Look the provider up in the national registry and correct the number.",
    source=cited("CMS, requirements for the NPI and its check digit", "EDI rules, section 4", trust="published"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each provider of the claim whose NPI fails."""
    for party in providers_of(visit.claim):
        if party.id_qualifier == "XX" and party.id and not is_known_npi_shape(party.id.strip()):
            yield flag(evidence=(f"{path_of(party)} has {party.id}",), pointer="NM109")


RULE.examples = """
flags    billing={"id":"1999999985"} 99213 L40.0
near     billing={"id":"1999999984"} 99213 L40.0
flags    billing={"id":"9999999984"} 99213 L40.0              # NPIs begin with 1 or 2
passes   99213 L40.0
"""
