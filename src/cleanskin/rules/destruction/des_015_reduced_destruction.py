"""Modifier 52 on the highest destruction code of a count or an area.

17004 and 17111 begin at fifteen lesions, 17108 above 50 square centimeters.  Fewer lesions or a smaller area are the
lower code, not the higher one reduced.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-015",
    name="reduced-highest-destruction-code",
    outcome="underpayment",
    severity="warn",
    triggers=codes("17004", "17108", "17111"),
    message="{code} carries 52, but fewer lesions or a smaller area have a lower code.",
    fix="Bill the code of the number or area that was treated, without 52.",
    source=cited("CPT guideline conventions", "coding rules DES-1, DES-2, DES-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each of these lines with 52."""
    for line in visit.with_code("17004", "17108", "17111"):
        if line.has("52"):
            yield flag(line)


RULE.examples = """
flags    17108-52 Q82.5
near     17108 Q82.5
flags    17004-52 L57.0
passes   17111-53 B07.8                       # broken off is another matter
passes   17106-52 D18.01                      # 52 on a lowest code: another rule
passes   17000 L57.0 | 17003*3 L57.0
"""
