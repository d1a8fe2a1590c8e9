"""More than one unit of a first-biopsy code.

11102, 11104 and 11106 stand for the first lesion only.  Each further lesion is one unit of the add-on code of its
technique; units above one on the first code are denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-003",
    name="several-units-of-first-biopsy",
    outcome="denial",
    severity="hold",
    triggers=codes("11102", "11104", "11106"),
    carc="151",
    rarc="N362",
    instead_of=(
        "CS-UNIT-002",
        "CS-UNIT-005",
    ),
    message="{code} stands for the first lesion only and cannot have several units.",
    fix="Bill one unit, and each further lesion with 11103, 11105 or 11107 by its technique.",
    source=cited("CPT guideline conventions", "coding rules BX-2, BX-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first-biopsy lines with more than one unit."""
    for line in visit.with_code("11102", "11104", "11106"):
        if line.units > 1:
            yield flag(line, evidence=[f"{line.units} units of {line.code}"])


RULE.examples = """
flags    11102*3 D49.2
near     11102*1 D49.2
passes   11102 D49.2 | 11103*2 D49.2
flags    11104*2 D49.2
"""
