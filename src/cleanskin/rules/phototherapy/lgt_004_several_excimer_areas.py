"""Two excimer codes on one day.

96920, 96921 and 96922 are told apart by the whole treated area of the day.  Areas are added, and one code is billed.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LGT-004",
    name="several-excimer-areas",
    outcome="denial",
    severity="hold",
    triggers=families("excimer"),
    carc="236",
    message="{codes}: the treated areas of a day are added and billed by one code.",
    fix="Add the areas: under 250 sq cm 96920, 250 to 500 sq cm 96921, over 500 sq cm 96922.",
    source=cited("CPT guideline conventions", "coding rules LGT-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag excimer lines of several codes on one day."""
    lines = visit.in_family("excimer")
    if len({line.code for line in lines}) > 1:
        yield flag(*lines)


RULE.examples = """
flags    96920 L40.0 | 96921 L40.0
near     96920 L40.0 | 96372 L40.0
passes   96922 L40.0
"""
