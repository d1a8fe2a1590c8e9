"""17110 or 17111 for acne alone.

Acne has codes of its own: 10040 for opening comedones and pustules, 17340 for freezing, 17360 for peeling, 11900 for
injections.  17110 is for lesions such as warts, molluscum and keratoses.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_in, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-041",
    name="benign-destruction-for-acne",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_benign"),
    carc="11",
    instead_of=("CS-DES-042",),
    message="{code} is for benign lesions such as warts, and the line points only to acne.",
    fix="Bill what was done: 10040 for opening lesions, 17340 for freezing, 17360 for peeling, 11900 for injections.",
    source=cited("CPT guideline conventions", "coding rules DES-2, DES-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to acne."""
    for line in visit.in_family("destruction_benign"):
        if all_in(line, day, "acne"):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17110 L70.0
near     17110 B07.8
flags    17111 L70.0
flags    10040 L70.0 | 17110 L70.0
passes   17340 L70.0
passes   17110 B08.1,L70.0
"""
