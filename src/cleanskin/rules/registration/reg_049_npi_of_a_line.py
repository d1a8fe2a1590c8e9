"""A single line's provider whose NPI is not valid.

Lines may name their own rendering or supervising provider. Its number has to pass the same check digit as any other.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_have_parties
from cleanskin.rules.registration.parties import is_known_npi_shape
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-049",
    name="line-npi-check-digit-fails",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_have_parties),
    claim_wide=True,
    rarc="N290",
    message="A provider named on a single line has an NPI that is not ten digits or whose check digit is wrong.",
    fix="Look the provider up in the national registry and correct the number.",
    source=cited("CMS, requirements for the NPI and its check digit", "2420; EDI rules, section 4", trust="published"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each provider of a line whose NPI fails."""
    for line in visit.lines:
        for party in line.service.providers:
            if party.id_qualifier == "XX" and party.id and not is_known_npi_shape(party.id.strip()):
                yield flag(line, evidence=(f"the {party.role} provider has {party.id}",), pointer="2420.NM109")


RULE.examples = """
flags    99213 L40.0 by=1234567890
near     99213 L40.0 by=1234567893
passes   99213 L40.0
"""
