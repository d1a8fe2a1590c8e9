"""17110 or 17111 for actinic keratosis alone.

Actinic keratosis is precancerous: 17000 with 17003, or 17004.  Medicare covers those everywhere without symptoms,
while 17110 meets the tests of benign lesions and is often refused.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-006",
    name="benign-destruction-for-keratosis",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_benign"),
    carc="11",
    message="{code} is for benign lesions, but the line points only to actinic keratosis.",
    fix="Bill 17000 and 17003 by count, or 17004 for 15 or more; or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-1, DES-2, DX-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to actinic keratosis."""
    for line in visit.in_family("destruction_benign"):
        if all_of(line, day, "actinic_keratosis"):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17110 L57.0
near     17110 L82.0
flags    17111 L57.0
passes   17110 L82.0,L57.0
passes   17000 L57.0
"""
