"""99211 beside an injection.

The nurse's work of giving a shot is in 96372.  Medicare and most payers do not pay 99211 beside it, and no modifier 25
changes that.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-006",
    name="nurse-visit-beside-injection",
    outcome="denial",
    severity="hold",
    triggers=codes("96372"),
    carc="97",
    message="99211 is not paid beside 96372: giving the injection includes it.",
    fix="Take 99211 off; bill a higher visit only if a clinician saw the patient and the record shows it.",
    source=cited(
        "NCCI policy manual 2026", "ch. XI; coding rules MIN-5, EM-9", trust="derived", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 99211 on the day of 96372."""
    if visit.has_code("96372") and (lines := visit.with_code("99211")):
        yield flag(*lines)


RULE.examples = """
flags    96372 L40.0 | 99211-25 L40.0
near     96372 L40.0 | 99213-25 L40.0
passes   99211 L40.0
"""
