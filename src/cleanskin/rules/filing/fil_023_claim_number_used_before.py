"""A claim number that another day's claim of the patient already has.

The payer gives back this number; two claims with one number, and an answer can be posted to the wrong one. Practices
that number by patient have that risk on every claim.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-023",
    name="claim-number-used-before",
    outcome="advice",
    severity="note",
    triggers=every_visit(),
    needs=("history",),
    claim_wide=True,
    message="An earlier claim of the patient has the same number.",
    fix="Number claims so that no two are alike; the line control number helps where the system cannot.",
    source=cited("837P required content", "2300 CLM01; EDI rules, sections 3 and 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note a line of the year before under the same number, on a day that is not of this claim."""
    own = visit.claim.patient_control_number
    for line in visit.past(365):
        if line.claim == own and line.day < visit.on:
            yield flag(evidence=(f"a service of {line.day}",), pointer="2300.CLM01")
            return


RULE.examples = """
flags    99213 L40.0 << 2026-01-05 number=EX1 99213 L40.0
near     99213 L40.0 << 2026-01-05 number=EX9 99213 L40.0
passes   99213 L40.0 << none
cannot   99213 L40.0
"""
