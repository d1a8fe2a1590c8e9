"""A line on which a paragraph of the contractor's article decides that nobody has read into the data.

Some paragraphs (asterisks, conditions, counts) are not stated as data yet.  The finding says where to read; the other
coverage rules keep silent on such a line.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.coverage.verdicts import refusals
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-004",
    name="coverage-paragraph-decides",
    outcome="advice",
    severity="note",
    triggers=classes("procedure", "surgery", "pathology", "drug", "other"),
    payers=("medicare", "medicare_advantage"),
    message="A paragraph of the contractor's article decides whether {code} is covered with this diagnosis.",
    fix="Read the article's paragraph and see whether the record meets it.",
    source=cited(
        "Medicare coverage article of the state and day", "reference files section 2", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines on which an article is not decided by data."""
    for line, said in refusals(visit, "unread"):
        yield flag(line, evidence=[f"article {said.article}, version {said.version}: {said.reason}"])


RULE.examples = """
flags   payer=medicare article=17110:L82.0,B07.8,?L82.1,-Z41.1 17110 L82.1
near    payer=medicare article=17110:L82.0,B07.8,?L82.1,-Z41.1 17110 L82.0
passes  payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.1
"""
