"""A signed notice announced for the destruction of actinic keratoses.

A national determination (NCD 250.4) covers it without restriction: no symptoms, method or count are asked.  A notice
(GA) is for services that Medicare may refuse; given to everybody it is not valid, and GA can get the line refused.
GY and GZ on such a line are another rule.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-005",
    name="notice-for-covered-keratosis",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_premalignant"),
    payers=("medicare",),
    carc="50",
    rarc="M39",
    message="Line {line} announces a notice for {code}, which Medicare covers for actinic keratosis.",
    fix="Take GA off unless a refusal is really expected, for instance for the count or the frequency.",
    source=cited("NCD 250.4", "coding rules LIM-1, MOD-11", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family with an actinic keratosis and GA."""
    for line in visit.in_family("destruction_premalignant"):
        if line.has("GA") and any(day.diagnosis_condition(code) == "actinic_keratosis" for code in line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    payer=medicare 17000-GA L57.0
near     payer=medicare 17000 L57.0
near     payer=commercial 17000-GA L57.0
flags 2  payer=medicare 17000-GA L57.0 | 17003-GA*4 L57.0
passes   payer=medicare 17110-GA L82.1
"""
