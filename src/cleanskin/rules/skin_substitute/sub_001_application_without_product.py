"""The application of a skin substitute without the product, in the office.

In the office the practice buys the product and bills it by the square centimeter beside the application.  Without it
the larger part of the cost stays unbilled, and payers deny the application alone.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import PRODUCTS, products
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-001",
    name="skin-substitute-without-product",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("15271", "15273", "15275", "15277"),
    carc="16",
    message="{code} applies a skin substitute, and no product is billed.",
    fix="Bill the product by its code and square centimeters, if the practice paid for it.",
    source=cited("Coding rules of the project", "FLG-9", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag applications in place 11 when no line of the day is a product."""
    if products(visit.lines) or any(line.code in PRODUCTS.codes for line in visit.same_day_elsewhere()):
        return
    for line in visit.with_code(*RULE.triggers.codes):
        if line.place_of_service == "11":
            yield flag(line)


RULE.examples = """
flags    15271 E11.621,L97.411
near     15271 E11.621,L97.411 pos=22
passes   15271 E11.621,L97.411 | Q4186-JZ*16 E11.621,L97.411
passes   15271 L97.411 << 2026-03-02 Q4186*16 L97.411
"""
