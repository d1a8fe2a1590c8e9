"""A claim caused by an accident without the day or, on the road, the state.

The payer asks who is liable before it pays; the day of the accident, and the state for a car, are what it asks first.
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
    id="CS-REG-070",
    name="accident-facts-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    carc="16",
    rarc="N305",
    message="The claim is said to follow an accident and lacks its day, or the state of a car accident.",
    fix="Add the day of the accident, and for a car the state.",
    source=cited("837P required content", "2300 CLM11, DTP*439; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an accident without day; a car accident without state."""
    claim = visit.claim
    if not claim.related_causes:
        return
    if claim.event("439") is None and any(cause in ("AA", "OA") for cause in claim.related_causes):
        yield flag(evidence=("no day of the accident",), pointer="2300.DTP*439")
    elif "AA" in claim.related_causes and not (claim.accident_state or claim.accident_country):
        yield flag(evidence=("no state",), pointer="2300.CLM11-4")


RULE.examples = """
flags    claim={"related_causes":["OA"]} 12001 S61.411A
near     claim={"related_causes":[]} 12001 S61.411A
flags    claim={"related_causes":["AA"],"dates":[{"kind":"439","first":"2026-03-01"}]} 12011 S01.81XA
passes   claim={"related_causes":["OA"],"dates":[{"kind":"439","first":"2026-03-01"}]} 12001 S61.411A
passes   claim={"related_causes":["EM"]} 12001 S61.411A
"""
