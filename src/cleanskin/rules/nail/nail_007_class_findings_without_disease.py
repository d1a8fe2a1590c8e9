"""Class findings without the systemic disease behind them.

Q7, Q8 and Q9 describe the feet of a patient with diabetes, vessel or nerve disease or the like.  The line must point to
that disease too.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.foot_care import CLASS_FINDINGS, has_systemic_disease
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-007",
    name="class-findings-without-disease",
    outcome="denial",
    severity="warn",
    triggers=modifiers("Q7", "Q8", "Q9"),
    payers=("medicare", "medicare_advantage"),
    carc="11",
    message="{code} tells class findings, and no diagnosis of the line is a systemic disease.",
    fix="Add the disease from the record, and point the line to it; some must have been treated within six months.",
    source=cited(
        "Medicare benefit policy manual",
        "ch. 15, sec. 290; coding rules MIN-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with Q7 to Q9 that point to no metabolic, nerve or vessel disease."""
    for line in visit.lines:
        if line.has(*CLASS_FINDINGS) and line.diagnoses and not has_systemic_disease(line):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    payer=medicare 11056-Q8 L84
near     payer=medicare 11056-Q8 E11.51
passes   payer=medicare 11721-Q8 B35.1,I73.9
passes   payer=commercial 11056-Q8 L84
"""
