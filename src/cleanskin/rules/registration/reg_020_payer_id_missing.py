"""A claim without the payer's id.

The clearinghouse routes by this id; without it the claim goes nowhere.
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

RULE = Rule(
    id="CS-REG-020",
    name="payer-id-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The payer has no id, so that the claim cannot be routed.",
    fix="Take the payer id from the card or the clearinghouse's payer list.",
    source=cited("837P required content", "2010BB NM109; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the payer the claim is sent to when it has no id."""
    if not visit.claim.coverage.payer.id.strip():
        yield flag(pointer="2010BB.NM109")


RULE.examples = """
flags    claim={"coverage":{"payer":{"id":""}}} 99213 L40.0
near     99213 L40.0
passes   payer=medicare 99213 L40.0
"""
