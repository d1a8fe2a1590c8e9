"""17110 or 17111 for skin tags alone.

17110 leaves out skin tags by its definition.  They are 11200 (up to 15) and 11201, whatever the method; where they are
removed for looks the patient pays.  L91.8 also holds a few other overgrowths, so the record decides.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-008",
    name="benign-destruction-for-skin-tag",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_benign"),
    carc="11",
    message="{code} does not stand for skin tags, and the line points only to L91.8.",
    fix="If tags were removed, bill 11200 (and 11201 above 15), with GY when it was for looks.",
    source=cited("CPT guideline conventions", "coding rules DES-2, TAG-2, TAG-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to skin tags."""
    for line in visit.in_family("destruction_benign"):
        if all_of(line, day, "skin_tag"):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17110 L91.8
near     17110 L82.0
flags    17110-GY L91.8
passes   11200 L91.8
passes   17110 L82.0,L91.8
"""
