"""Routine foot care for Medicare without the class findings.

Trimming nails and paring corns is routine care, which Medicare excludes.  It pays when a systemic disease endangers the
feet, and Q7, Q8 or Q9 tell which findings show it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.foot_care import ASKS_REFUSAL, CLASS_FINDINGS
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-005",
    name="foot-care-without-class-findings",
    outcome="denial",
    severity="hold",
    triggers=codes("11055-11057", "11719", "G0127"),
    payers=("medicare", "medicare_advantage"),
    carc="96",
    rarc="N115",
    message="{code} is routine foot care, and no modifier tells the class findings that Medicare asks for.",
    fix="Add Q7, Q8 or Q9 when the record has the findings; else it is not covered: GY, and the patient pays.",
    source=cited(
        "Medicare benefit policy manual",
        "ch. 15, sec. 290; coding rules MIN-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag routine foot care lines with neither Q7 to Q9 nor a notice; plans of Medicare Advantage may cover more."""
    for line in visit.with_code("11055", "11056", "11057", "11719", "G0127"):
        if not line.has(*CLASS_FINDINGS, *ASKS_REFUSAL):
            yield flag(line, severity="hold" if visit.is_medicare else "warn")


RULE.examples = """
flags    payer=medicare 11056 L84,E11.51
near     payer=medicare 11056-Q8 L84,E11.51
flags    payer=medicare_advantage 11719 L60.2,E11.51
passes   payer=commercial 11056 L84
passes   payer=medicare 11719-GY L60.2
passes   payer=medicare 11721 B35.1,M79.675
"""
