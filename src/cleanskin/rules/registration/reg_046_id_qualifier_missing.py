"""A number without the sign that says what kind of number it is.

A valid NPI of a provider is an NPI (XX), a payer's number a payer id (PI). Without the sign the receiver reads no number at all.
"""

from collections.abc import Iterator

from cleanskin.record.claim_finding import LineChange
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
    id="CS-REG-046",
    name="id-qualifier-missing",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    fix_safety="safe",
    message="A number stands without the qualifier that says what it is.",
    fix="Add XX to an NPI, PI to a payer id.",
    source=cited("837P required content", "NM108; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each number whose kind is certain and not said."""
    payer = visit.claim.coverage.payer
    bare = [
        (path_of(party), "XX")
        for party in providers_of(visit.claim)
        if not party.id_qualifier and party.id and is_known_npi_shape(party.id)
    ]
    if payer.id and not payer.id_qualifier:
        bare.append(("coverage.payer", "PI"))
    for path, kind in bare:
        change = LineChange(path=f"{path}.id_qualifier", was="", becomes=kind)
        yield flag(evidence=(path,), changes=(change,), pointer="NM108")


RULE.examples = """
flags    billing={"id_qualifier":""} 99213 L40.0
near     billing={"id_qualifier":"XX"} 99213 L40.0
flags    coverage={"payer":{"id_qualifier":""}} 99213 L40.0
passes   99213 L40.0
"""
