"""The treatment of burns on more than one line or unit.

The share of the body that is burned and dressed that day decides on one code: small, medium or large.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-012",
    name="burn-areas-not-added",
    outcome="denial",
    severity="hold",
    triggers=codes("16020", "16025", "16030"),
    carc="97",
    instead_of=("CS-NCCI-001", "CS-UNIT-003", "CS-UNIT-005", "CS-MOD-027", "CS-MOD-028"),
    message="{codes}: the burned area dressed that day is added and has one code, once.",
    fix="Add the areas and bill the one code of the sum.",
    source=cited("CPT guideline conventions", "coding rules GLB-1", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag dressing codes of burns with more than one unit together in one session."""
    lines = [line for line in visit.with_code("16020", "16025", "16030") if not line.has("XE", "76", "77", "GY")]
    if sum(line.units for line in lines) > 1:
        yield flag(*lines)


RULE.examples = """
flags    16020 T24.201A | 16025-59 T23.201A
near     16020 T24.201A | 16025-76 T23.201A
flags    16020*2 T24.201A
passes   16025 T24.201A
"""
