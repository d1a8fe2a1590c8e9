"""More application area than product put on.

The application codes go by the area of the wound: a first area, and units for each further one.  Product units are
square centimeters.  Whoever put on less than the area that the units stand for has counted a unit too many.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import applied_sq_cm, covered_sq_cm
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-003",
    name="application-area-above-the-product",
    outcome="audit",
    severity="warn",
    triggers=codes("15272", "15274", "15276", "15278"),
    carc="150",
    message="{codes} stand for more area than the square centimeters of product put on.",
    fix="Count the units by the measured wound: one for each further area or part of it; correct the product's units.",
    source=cited("Coding rules of the project", "FLG-9", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag add-on codes when the product put on is no larger than the area before the last unit."""
    applied, (more, _) = applied_sq_cm(visit, day), covered_sq_cm(visit)
    if applied and applied <= more and (visit.age_years or 0) >= 10:
        told = f"{applied} sq cm put on, but the codes stand for more than {more} sq cm"
        yield flag(*visit.with_code(*RULE.triggers.codes), evidence=[told])


RULE.examples = """
flags    15271 L97.411 | 15272*2 L97.411 | Q4186-JZ*44 L97.411
near     15271 L97.411 | 15272*2 L97.411 | Q4186-JZ*54 L97.411
flags    15275 L97.411 | 15276 L97.411 | Q4186*20 L97.411 | Q4186-JW*10 L97.411
passes   15271 L97.411 | 15272 L97.411 | Q4186*28 L97.411 | Q4186-JW*8 L97.411
passes   15271 L97.411 | 15272*2 L97.411 | Q4139*2 L97.411      # by volume
"""
