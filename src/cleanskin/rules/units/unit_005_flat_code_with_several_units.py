"""A code for the whole service of the day, billed with several units.

Codes such as 17110 (up to fourteen lesions), 17004 (fifteen and more), 11900 (up to seven) or 17106 stand for all
lesions of the day: one unit, whatever the number.  A second unit is refused, usually with the first.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, repeated
from cleanskin.rules.units.limits import is_flat
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-UNIT-005",
    name="flat-code-with-several-units",
    outcome="denial",
    severity="hold",
    triggers=repeated(),
    carc="151",
    rarc="N362",
    message="{code} stands for all lesions of the day and is billed once, with one unit.",
    fix="Bill {code} once with one unit; for a larger number or area use the code that covers it.",
    source=cited("Coding rules of the project", "BUN-7, SC-05, DES-1, DES-2, MIN-3; limits of the MUE file",
                 checked_on=date(2026, 11, 22), trust="derived"),
)  # fmt: skip


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a flat code that make more than one unit by one clinician."""
    for code in visit.codes:
        lines = visit.with_code(code)
        facts = lines[0].facts
        if facts is None or facts.unit_rule != "flat":
            continue
        lines = [line for line in lines if not line.has("GY")]
        if not lines or (len(lines) == 1 and lines[0].units <= 1) or not is_flat(lines[0], day.unit_limit(code)):
            continue
        for npi in dict.fromkeys(line.rendering_npi for line in lines):
            own = [line for line in lines if line.rendering_npi == npi]
            units = sum((line.units for line in own), Decimal(0))
            if units > 1:
                yield flag(*own, evidence=(f"{code}: {units} units on {day.on}",))


RULE.examples = """
flags    17110*2 B08.1
near     17111 B08.1
flags    17110 B07.8 | 17110-59 B07.0
near     17110 B07.8 | 17110-GY B07.0
flags    11900*3 L91.0
passes   17004 L57.0
passes   17003*5 L57.0                        # counted by lesion
"""
