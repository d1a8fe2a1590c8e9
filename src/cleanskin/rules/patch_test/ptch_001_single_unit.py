"""A patch test with one unit.

95044 counts allergens: a tray of 80 is 80 units.  One unit is nearly always a count that was forgotten.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTCH-001",
    name="patch-test-with-one-unit",
    outcome="underpayment",
    severity="warn",
    triggers=codes("95044"),
    message="95044 counts allergens, and the line has one unit.",
    fix="Bill one unit for each allergen applied, as the record lists them.",
    source=cited("CPT guideline conventions", "coding rules LGT-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 95044 with fewer than five units."""
    if 0 < visit.units_of("95044") < 5:
        yield flag(*visit.with_code("95044"), evidence=[f"{visit.units_of('95044')} units"])


RULE.examples = """
flags    95044*1 L23.9
near     95044*80 L23.9
passes   95004*10 L50.0
"""
