"""Another payer of the claim without id, or its subscriber without member id.

The payer the claim goes to needs both to ask the other one and to settle who pays first.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import SITUATION
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-086",
    name="other-payer-or-member-id-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    rarc="MA92",
    message="Another payer of the claim has no id, or its subscriber has no member id.",
    fix="Add both from the other card.",
    source=cited("837P required content", "2330A, 2330B NM109; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each other coverage that lacks a number."""
    for other in visit.claim.other_coverages:
        if not other.payer.id:
            yield flag(evidence=("the payer's id",), pointer="2330B.NM109")
        elif not other.subscriber.id:
            yield flag(evidence=("the member id",), pointer="2330A.NM109")


RULE.examples = """
flags    other={"payer":{"id":""}} 99213 L40.0
flags    other={"subscriber":{"id":""}} 99213 L40.0
near     other=S:CI 99213 L40.0
passes   99213 L40.0
"""
