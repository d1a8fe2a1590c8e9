"""A skin substitute product on the surgeon's claim in a facility.

In a hospital or surgery center the facility buys the product and bills it.  The surgeon bills the application alone.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import products
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-011",
    name="skin-substitute-product-in-facility",
    outcome="denial",
    severity="hold",
    triggers=codes("Q4100-Q4499", "A2001-A2099"),
    carc="5",
    rarc="M77",
    message="{code} is billed in a facility, which supplies and bills the product itself.",
    fix="Take {code} off, or correct the place of service if the office supplied the product.",
    source=cited("Coding rules of the project", "FLG-9, MOD-13", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag product lines in hospital (19, 21, 22, 23) or surgery center (24)."""
    for line in products(visit.lines):
        if line.place_of_service in ("19", "21", "22", "23", "24") and not line.has("GY"):
            yield flag(line, evidence=[f"place of service {line.place_of_service}"])


RULE.examples = """
flags    15271 L97.411 pos=22 | Q4186-JZ*16 L97.411 pos=22
near     15271 L97.411 pos=22 | Q4186-JZ*16 L97.411 pos=11
passes   15271 L97.411 | Q4186-JZ*16 L97.411
"""
