"""A procedure with a diagnosis that the contractor's article does not list.

Medicare's contractor publishes, by state, which diagnoses support a procedure.  A line without one of them is denied as
not necessary.  The articles come from the file that was loaded for the day; without it nothing is judged.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.coverage.verdicts import refusals
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-001",
    name="diagnosis-not-in-coverage-article",
    outcome="denial",
    severity="hold",
    triggers=classes("procedure", "surgery", "pathology", "drug", "other"),
    payers=("medicare", "medicare_advantage"),
    carc="50",
    rarc="N115",
    message="No diagnosis of line {line} supports {code} in the contractor's coverage article.",
    fix="Point to a diagnosis that the record supports and the article lists; else use a signed notice and GA.",
    source=cited(
        "Medicare coverage article of the state and day",
        "reference files section 2; coding rules LIM-1, DX-5",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines that the articles of the state do not support."""
    for line, said in refusals(visit, "not_supported"):
        yield flag(line, evidence=[f"article {said.article}, version {said.version}: {said.reason}"])


RULE.examples = """
flags   payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 D22.5
near    payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110 L82.0
near    payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17110-GA D22.5
passes  payer=medicare article=17110:L82.0,B07.8,L82.1+R20.8,-Z41.1 17000 L57.0          # not named in the article
passes  payer=medicare 17110 D22.5          # no article is held
"""
