"""11900 and 11901 on one day.

11900 is one to seven lesions, 11901 eight or more: either the one or the other.  11901 is no add-on to 11900.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-001",
    name="both-intralesional-counts",
    outcome="denial",
    severity="hold",
    triggers=codes("11901"),
    carc="236",
    rarc="M80",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-002",
    ),
    message="11900 and 11901 stand for the same injections by count; only one of them is billed.",
    fix="Count the lesions of the day: up to 7 bill 11900 once, 8 or more bill 11901 once.",
    source=cited("CPT guideline conventions", "coding rules MIN-3, SC-04, TRAP-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 11900 beside 11901."""
    if visit.has_code("11901") and (lines := visit.with_code("11900")):
        yield flag(*lines)


RULE.examples = """
flags    11901 L91.0 | 11900 L91.0
near     11901 L91.0 | 20550 L91.0
passes   11901 L91.0
passes   11900 L91.0
"""
