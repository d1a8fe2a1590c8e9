"""An onset, accident or first treatment dated after the service.

What led to the visit cannot come after it. Payers that ask for these days compare them.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import claim_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-006",
    name="onset-after-service",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(claim_in_doubt),
    claim_wide=True,
    message="The claim gives an onset, accident or first treatment after its first service.",
    fix="Correct the day, or leave it out where nobody asks for it.",
    source=cited("837P required content", "2300 DTP*431, 439, 454; EDI rules, sections 3 and 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such a day after the claim's first day of service."""
    for event in visit.claim.dates:
        if event.kind in ("431", "439", "454") and event.first > visit.on:
            yield flag(evidence=(f"DTP {event.kind} {event.first}, service {visit.on}",), pointer="2300.DTP")


RULE.examples = """
flags    claim={"dates":[{"kind":"431","first":"2026-03-05"}]} 99213 L40.0
near     claim={"dates":[{"kind":"431","first":"2026-03-01"}]} 99213 L40.0
near     claim={"dates":[{"kind":"435","first":"2026-03-05"}]} 99213 L40.0
passes   99213 L40.0
"""
