"""Two codes of photodynamic therapy on one day.

96567, 96573 and 96574 tell who did it and how; a day has one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PDT-003",
    name="several-photodynamic-codes",
    outcome="denial",
    severity="hold",
    triggers=families("pdt"),
    carc="236",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-002",
        "CS-UNIT-002",
    ),
    message="{codes}: photodynamic therapy is billed once a day by one code.",
    fix="Keep the code of who applied agent and light: 96574 with debridement by the clinician, 96573 by the clinician, 96567 by staff.",
    source=cited("CPT guideline conventions", "coding rules LGT-1, BUN-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag therapy lines when there are several, or one with several units."""
    lines = visit.with_code("96567", "96573", "96574")
    if len(lines) > 1 or any(line.units > 1 for line in lines):
        yield flag(*lines)


RULE.examples = """
flags    96573 L57.0 | 96574 L57.0
near     96573 L57.0 | J7308 L57.0
flags    96573*2 L57.0
passes   96574 L57.0 | J7308 L57.0
"""
