"""Thinning of infected nails for Medicare with neither class findings nor a symptom.

Without a systemic disease, thick infected nails are covered only when they hurt, are infected around the nail, or make
walking hard, and a diagnosis says so.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.foot_care import ASKS_REFUSAL, CLASS_FINDINGS, has_symptom, has_systemic_disease
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-006",
    name="nail-debridement-without-symptom",
    outcome="denial",
    severity="warn",
    triggers=codes("11720", "11721"),
    payers=("medicare", "medicare_advantage"),
    carc="50",
    rarc="N115",
    message="{code} has neither class findings (Q7 to Q9) nor a diagnosis of pain, infection or trouble walking.",
    fix="Add what the record documents: the class findings, or the second diagnosis; else use the notice modifiers.",
    source=cited(
        "Medicare benefit policy manual",
        "ch. 15, sec. 290; coding rules MIN-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag nail debridement lines without Q7 to Q9, notice, systemic disease or symptom."""
    for line in visit.with_code("11720", "11721"):
        shown = has_symptom(line) or has_systemic_disease(line)
        if line.diagnoses and not shown and not line.has(*CLASS_FINDINGS, *ASKS_REFUSAL):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    payer=medicare 11721 B35.1
near     payer=medicare 11721-Q8 B35.1
passes   payer=medicare 11721 B35.1,M79.675
passes   payer=medicare 11721 B35.1,E11.51
passes   payer=commercial 11721 B35.1
"""
