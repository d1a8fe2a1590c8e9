"""A destruction of actinic keratoses sent as if Medicare did not cover it.

A national determination (NCD 250.4) covers it without restriction: no symptoms and no count are asked.  GY makes the
patient pay for a covered service; GA and GZ announce a refusal that nobody expects.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.coverage.verdicts import NOTICES
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-005",
    name="keratosis-destruction-sent-as-not-covered",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_premalignant"),
    payers=("medicare", "medicare_advantage"),
    carc="96",
    rarc="N425",
    message="Line {line} announces a refusal, but destroying actinic keratoses is covered.",
    fix="Take GA, GX, GY or GZ off the line and bill it to Medicare.",
    source=cited("NCD 250.4", "coding rules LIM-1; medical or cosmetic: MN-PREMAL", checked_on=date(2026, 11, 21)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family with an actinic keratosis and a notice modifier."""
    for line in visit.in_family("destruction_premalignant"):
        if line.has(*NOTICES) and any(day.diagnosis_condition(code) == "actinic_keratosis" for code in line.diagnoses):
            yield flag(line, evidence=[f"{line.code} with {', '.join(line.modifiers)}"])


RULE.examples = """
flags    payer=medicare 17000-GY L57.0
near     payer=medicare 17000 L57.0
flags 2  payer=medicare 17000-GA L57.0 | 17003-GA*4 L57.0
passes   payer=medicare 17110-GY L82.1
passes   payer=commercial 17000-GY L57.0
"""
