"""A skin substitute for Medicare that says nothing of waste.

A sheet is a single-use container: what was thrown away stands on a second line with JW, and JZ says that nothing was.
Since 2026 Medicare pays most sheets as supplies; whether the modifiers are still asked for is not confirmed.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import is_by_area, products
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-006",
    name="skin-substitute-waste-not-told",
    outcome="denial",
    severity="warn",
    triggers=codes("Q4100-Q4499", "A2001-A2099"),
    payers=("medicare", "medicare_advantage"),
    effective_from=date(2023, 7, 1),
    carc="16",
    rarc="N822",
    message="{code} has neither a line of waste (JW) nor JZ for none.",
    fix="Add JZ when nothing was thrown away; else put the waste on a second line with JW.",
    source=cited("Coding rules of the project", "FLG-9, MOD-10", checked_on=date(2026, 11, 22), trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag products by area without JZ and without a JW line of the same code; since 2026 as a note."""
    for line in products(visit.lines):
        wasted = any(other.has("JW") for other in visit.with_code(line.code))
        if not wasted and not line.has("JZ", "GY") and is_by_area(line, day):
            yield flag(line, severity="note" if visit.on >= date(2026, 1, 1) else "warn")


RULE.examples = """
flags    on=2025-03-03 payer=medicare 15271 L97.411 | Q4186*16 L97.411
near     on=2025-03-03 payer=commercial 15271 L97.411 | Q4186*16 L97.411
passes   on=2025-03-03 payer=medicare 15271 L97.411 | Q4186-JZ*16 L97.411
passes   on=2025-03-03 payer=medicare 15271 L97.411 | Q4186*16 L97.411 | Q4186-JW*9 L97.411
flags    on=2023-07-01 payer=medicare 15271 L97.411 | Q4186*16 L97.411
passes   on=2023-06-30 payer=medicare 15271 L97.411 | Q4186*16 L97.411
"""
