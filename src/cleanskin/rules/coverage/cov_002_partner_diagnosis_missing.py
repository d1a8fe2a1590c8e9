"""A diagnosis that the contractor's article accepts only together with a second one.

Some articles list diagnoses that support a removal only beside a symptom or complication: an uninflamed keratosis with
bleeding, for instance.  Alone on the line they are denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.coverage.verdicts import refusals
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-002",
    name="partner-diagnosis-missing",
    outcome="denial",
    severity="hold",
    triggers=classes("procedure", "surgery", "pathology", "drug", "other"),
    payers=("medicare", "medicare_advantage"),
    carc="50",
    rarc="N115",
    message="The diagnosis of line {line} supports {code} only together with a second one.",
    fix="If the record documents the symptom or complication, point to its code too; else use a signed notice and GA.",
    source=cited(
        "Medicare coverage article of the state and day",
        "reference files section 2; coding rules LIM-1",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose diagnosis wants a partner that is not there."""
    for line, said in refusals(visit, "needs_partner"):
        yield flag(line, evidence=[f"article {said.article}, version {said.version}: {said.reason}"])


RULE.examples = """
flags   payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.1
near    payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.1,R20.8
near    payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.0
passes  payer=commercial article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.1
"""
