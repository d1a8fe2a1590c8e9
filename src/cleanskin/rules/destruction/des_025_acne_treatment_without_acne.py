"""17340 or 17360 without a diagnosis of acne.

Freezing (17340) and peeling (17360) are coded so for acne alone.  A wart or a keratosis that is frozen is 17110 or
17000; a peel for sun damage is of the 15788 family.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, treated
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

NEAR_ACNE = ("L70", "L71", "L73")

RULE = Rule(
    id="CS-DES-025",
    name="acne-treatment-without-acne",
    outcome="denial",
    severity="hold",
    triggers=codes("17340", "17360"),
    carc="11",
    message="{code} is for acne, and the line points to none.",
    fix="Bill what was done: 17110 for benign growths, 17000 for keratoses, 15788 for peels; or point to acne.",
    source=cited("CPT guideline conventions", "coding rules DES-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines without acne, rosacea or a disease of the follicle, when all their diagnoses are in the table."""
    for line in visit.with_code("17340", "17360"):
        found = treated(line, day)
        if found and all(day.diagnosis_group(code) and not code.startswith(NEAR_ACNE) for code in found):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17340 B07.8
near     17340 L70.0
flags    17360 L57.0
passes   17360 L71.9
passes   17000 L57.0
"""
