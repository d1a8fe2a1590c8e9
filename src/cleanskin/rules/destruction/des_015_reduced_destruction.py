"""Modifier 52 on a destruction code that is chosen by count or area.

These codes have no smallest amount: 17106 is right for 2 square centimeters, 17000 for one lesion.  Fewer lesions than
17004 or 17111 stands for are the lower code, not the higher one reduced.  52 only lowers the payment.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

FAMILIES = ("destruction_premalignant", "destruction_benign", "destruction_vascular")

RULE = Rule(
    id="CS-DES-015",
    name="reduced-destruction-by-count",
    outcome="underpayment",
    severity="warn",
    triggers=families(*FAMILIES),
    message="{code} carries 52, but it is chosen by count or area and has no smaller form.",
    fix="Take 52 off {code}, or bill the code of the number or area that was treated.",
    source=cited("CPT guideline conventions", "coding rules DES-1, DES-2, DES-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line of these families with 52."""
    for line in visit.in_family(*FAMILIES):
        if line.has("52"):
            yield flag(line)


RULE.examples = """
flags    17106-52 D18.01
near     17106 D18.01
flags    17004-52 L57.0
passes   17110-53 B07.8                       # broken off is another matter
passes   17000 L57.0 | 17003*3 L57.0
"""
