"""17004 on the same day as 17000 or 17003.

17004 stands for fifteen or more precancerous lesions, all of them.  It takes the place of 17000 and 17003 and is never
added to them; no modifier changes that.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-001",
    name="fifteen-keratoses-beside-single-ones",
    outcome="denial",
    severity="hold",
    triggers=codes("17004"),
    carc="236",
    rarc="M80",
    instead_of=(
        "CS-NCCI-002",
        "CS-MOD-042",
    ),
    message="17004 stands for all precancerous lesions of the day; {codes} beside it bills some of them twice.",
    fix="With 15 or more lesions leave 17004 alone; with fewer take 17004 off and bill 17000 and 17003 by count.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. E; coding rules DES-1, SC-03", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines with 17000 and 17003 beside 17004."""
    if visit.has_code("17004") and (parts := visit.with_code("17000", "17003")):
        yield flag(*parts)


RULE.examples = """
flags    17004 L57.0 | 17000 L57.0
flags    17004 L57.0 | 17000-59 L57.0 | 17003*13 L57.0
near     17004 L57.0 | 17110 L57.0
passes   17004 L57.0
passes   17000 L57.0 | 17003*13 L57.0         # fourteen lesions
"""
