"""More product put on than the application area.

What was cut off and thrown away belongs on a line of its own with JW.  Product beyond the area that the application
codes stand for is either waste without its line, or an application unit that is missing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import applied_sq_cm, covered_sq_cm
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-004",
    name="product-above-the-application-area",
    outcome="audit",
    severity="warn",
    triggers=codes("15271", "15273", "15275", "15277"),
    carc="150",
    message="More square centimeters of product are billed as put on than {codes} stand for.",
    fix="Move what was thrown away to a line with JW, or add the units of the further area, by the measured wound.",
    source=cited("Coding rules of the project", "FLG-9, MOD-10", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag applications when the product put on exceeds the area of all their units."""
    applied, (_, most) = applied_sq_cm(visit, day), covered_sq_cm(visit)
    if applied and applied > most:
        told = f"{applied} sq cm put on, but the codes stand for up to {most} sq cm"
        yield flag(*visit.with_code(*RULE.triggers.codes), evidence=[told])


RULE.examples = """
flags    15271 L97.411 | Q4186-JZ*40 L97.411
near     15271 L97.411 | Q4186-JZ*24 L97.411
passes   15271 L97.411 | Q4186*24 L97.411 | Q4186-JW*16 L97.411
passes   15271 L97.411 | 15272 L97.411 | Q4186-JZ*40 L97.411
"""
