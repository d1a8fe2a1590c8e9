"""17000, 17003 or 17004 for a cancer, also one in situ.

Bowen disease (D04) and skin cancer are malignant lesions.  Destroying them is 17260 to 17286, by site and diameter, for
each lesion, and is paid better; the 17000 codes are for what is not cancer yet.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, only_cancer
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-004",
    name="precancerous-code-for-cancer",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_premalignant"),
    beside=diagnoses("C", "D0"),
    carc="11",
    message="{code} is for precancerous lesions, but the line points only to a cancer.",
    fix="Bill 17260 to 17286 by site and diameter of each malignant lesion; or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-1, DES-5, DX-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to cancers."""
    for line in visit.in_family("destruction_premalignant"):
        if only_cancer(line, day):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17000 D04.39
near     17000 L57.0
flags    17000 C44.319
passes   17000 L57.0,D04.39
passes   17281 D04.39
"""
