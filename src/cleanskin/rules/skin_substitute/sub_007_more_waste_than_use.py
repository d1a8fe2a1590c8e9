"""More product thrown away than put on.

Payers ask why a sheet of that size was opened for so small a wound, and pay waste only up to the smallest size that
would have done.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_substitute.products import products
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-007",
    name="skin-substitute-more-waste-than-use",
    outcome="audit",
    severity="note",
    triggers=codes("Q4100-Q4499", "A2001-A2099"),
    carc="150",
    message="{code}: more square centimeters were thrown away than put on.",
    fix="Have the record say why no smaller size would do; use the smallest sheet that covers the wound.",
    source=cited("Coding rules of the project", "FLG-9, MOD-10", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag JW lines with more units than the other lines of the same product."""
    for line in products(visit.lines):
        used = sum(other.units for other in visit.with_code(line.code) if not other.has("JW"))
        if line.has("JW") and line.units > used > 0:
            yield flag(line, evidence=[f"{used} put on, {line.units} thrown away"])


RULE.examples = """
flags    15271 L97.411 | Q4186*4 L97.411 | Q4186-JW*12 L97.411
near     15271 L97.411 | Q4186*4 L97.411 | Q4186-JW*4 L97.411
passes   15271 L97.411 | Q4186-JZ*16 L97.411
"""
