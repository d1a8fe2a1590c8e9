"""A claim by which the payer would pay the patient instead of the practice.

Without assignment of benefits, or without acceptance of assignment, the check goes to the patient's home and the
practice collects it there. Right only when that was decided.
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
    id="CS-REG-068",
    name="payment-goes-to-patient",
    outcome="underpayment",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="By this claim the payer pays the patient and not the practice.",
    fix="Have the assignment signed and say so, unless the patient is to be paid.",
    source=cited("837P required content", "2300 CLM07, CLM08; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag benefits not assigned, and assignment not accepted."""
    claim = visit.claim
    if claim.benefits_assigned == "N":
        yield flag(evidence=("benefits are not assigned",), pointer="2300.CLM08")
    elif claim.accepts_assignment == "C":
        yield flag(evidence=("assignment is not accepted",), pointer="2300.CLM07")


RULE.examples = """
flags    claim={"benefits_assigned":"N"} 99213 L40.0
near     claim={"benefits_assigned":"Y"} 99213 L40.0
flags    claim={"accepts_assignment":"C"} 99213 L40.0
passes   claim={"accepts_assignment":"B"} 88305 D22.5          # for laboratory services only
passes   99213 L40.0
"""
