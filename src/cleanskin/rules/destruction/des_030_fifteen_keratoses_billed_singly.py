"""Fifteen or more precancerous lesions in the record, billed as 17000 and 17003.

From the fifteenth lesion on one code, 17004, stands for all.  17000 with 17003 describes at most fourteen, and mostly
pays less.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import count, keratoses
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-030",
    name="fifteen-keratoses-billed-singly",
    outcome="underpayment",
    severity="hold",
    triggers=codes("17000", "17003"),
    needs=("note",),
    message="The record counts 15 or more precancerous lesions, and what is billed ({codes}) stands for at most 14.",
    fix="Replace 17000 and 17003 by one 17004.",
    source=cited("CPT guideline conventions", "coding rules DES-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when the record counts 15 or more."""
    lines = visit.with_code("17000", "17003")
    found = keratoses(visit, day)
    if lines and found and count(found).at_least > 14:
        yield flag(*lines, evidence=[f"the record counts {count(found).at_least}"])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"L57.0","count":15,"technique":"cryosurgery"}]} 17000 L57.0 | 17003*13 L57.0
near     note={"lesions":[{"diagnosis":"L57.0","count":14,"technique":"cryosurgery"}]} 17000 L57.0 | 17003*13 L57.0
passes   note={"lesions":[{"diagnosis":"L57.0","count":15,"technique":"cryosurgery"}]} 17004 L57.0
cannot   17000 L57.0
"""
