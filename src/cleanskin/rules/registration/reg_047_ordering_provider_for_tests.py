"""A Medicare claim for pathology or laboratory tests that names nobody who ordered them.

Medicare pays a diagnostic test only with the name and NPI of the clinician who ordered or referred it, also when this
is a colleague of the same practice, or the clinician who reads it.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    families,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-047",
    name="test-without-ordering-provider",
    outcome="rejection",
    severity="warn",
    triggers=families("pathology", "laboratory"),
    claim_wide=True,
    payers=("medicare",),
    carc="16",
    rarc="N264",
    message="The tests {codes} name no ordering or referring provider.",
    fix="Add the clinician who ordered the test as referring (DN) or ordering (DK) provider.",
    source=cited("Medicare claims processing manual", "ch. 26, item 17; EDI rules, section 4", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag test lines when neither claim nor line names who ordered."""
    if any(party.role in ("referring", "primary_care") for party in visit.claim.providers):
        return
    bare = [
        line
        for line in visit.in_family("pathology", "laboratory")
        if not any(party.role in ("ordering", "referring") for party in line.service.providers)
    ]
    if bare:
        yield flag(*bare, pointer="2310A.NM1*DN")


RULE.examples = """
flags    payer=medicare 88305 D22.5
near     payer=commercial 88305 D22.5
near     payer=medicare 11102 D22.5
passes   payer=medicare claim={"providers":[{"role":"referring","id":"1234567893"}]} 88305 D22.5
"""
