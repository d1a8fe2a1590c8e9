"""A light treatment with more than one unit.

Light is billed once a day, however many boxes, areas or minutes; further units are denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LGT-002",
    name="light-several-units",
    outcome="denial",
    severity="hold",
    triggers=families("phototherapy", "excimer"),
    carc="151",
    rarc="N362",
    instead_of=(
        "CS-UNIT-002",
        "CS-UNIT-005",
    ),
    message="{code} is billed once a day.",
    fix="Bill one unit.",
    source=cited("CPT guideline conventions", "coding rules LGT-2, BUN-7, SC-05", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag light lines with several units."""
    for line in visit.in_family("phototherapy", "excimer"):
        if line.units > 1:
            yield flag(line, evidence=[f"{line.units} units"])


RULE.examples = """
flags    96910*2 L40.0
near     96910*1 L40.0
passes   96920 L40.0
"""
