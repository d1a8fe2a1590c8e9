"""A skin substitute product without its application.

A sheet is paid with the procedure that puts it on.  Alone it is denied, and the work of putting it on stays unbilled.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import FIRST, is_by_area, products
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-002",
    name="skin-substitute-without-application",
    outcome="denial",
    severity="hold",
    triggers=codes("Q4100-Q4499", "A2001-A2099"),
    carc="107",
    message="{code} is a skin substitute, and no application is billed for the day.",
    fix="Bill the application (15271-15278) by site and area, on the day on which the product was put on.",
    source=cited("Coding rules of the project", "FLG-9", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag product lines by area when no application or other graft is on the day's claims."""
    if visit.in_family("skin_substitute", "graft") or visit.same_day_elsewhere(FIRST):
        return
    for line in products(visit.lines):
        if is_by_area(line, day) and not line.has("JW", "GY"):
            yield flag(line)


RULE.examples = """
flags    Q4186-JZ*16 L97.411 | 11042 L97.411
near     Q4186-JZ*16 L97.411 | 15271 L97.411
passes   Q4186*16 L97.411 << 2026-03-02 15271 L97.411
passes   Q4139*2 L97.411                           # by volume: injected
"""
