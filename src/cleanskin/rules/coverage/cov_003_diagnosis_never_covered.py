"""A diagnosis that the contractor's article lists as never covered.

Articles also list what is refused whatever else is on the line, above all the cosmetic encounter (Z41.1).
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.coverage.verdicts import refusals
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-003",
    name="diagnosis-never-covered",
    outcome="denial",
    severity="hold",
    triggers=classes("procedure", "surgery", "pathology", "drug", "other"),
    instead_of=("CS-COS-006",),
    payers=("medicare", "medicare_advantage"),
    carc="50",
    rarc="N115",
    message="A diagnosis of line {line} is listed as never covered for {code}.",
    fix="If the service was cosmetic, add GY or let the patient pay; else take the diagnosis off the line.",
    source=cited(
        "Medicare coverage article of the state and day",
        "reference files section 2; coding rules MOD-11",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with a diagnosis that an article excludes."""
    for line, said in refusals(visit, "noncovered"):
        yield flag(line, evidence=[f"article {said.article}, version {said.version}: {said.reason}"])


RULE.examples = """
flags   payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.0,Z41.1
near    payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.0,R20.8
near    payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110-GY L82.0,Z41.1
passes  payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 99213 Z41.1
"""
