"""A claim to a workers' compensation or car insurer that names no accident.

These insurers pay for one injury. The claim has to say that it follows employment or a car accident, and usually
carries the insurer's number of the case.
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
    id="CS-REG-071",
    name="liability-claim-without-cause",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    payers=("workers_compensation", "auto"),
    message="The claim goes to an insurer of injuries and does not say that an injury is its cause.",
    fix="Say EM (employment) or AA (car accident) with the day, and add the insurer's case number.",
    source=cited("837P required content", "2300 CLM11; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the claim without related cause."""
    if not visit.claim.related_causes:
        yield flag(pointer="2300.CLM11")


RULE.examples = """
flags    payer=workers_compensation 12001 S61.411A
near     payer=commercial 12001 S61.411A
passes   payer=workers_compensation claim={"related_causes":["EM"]} 12001 S61.411A
"""
