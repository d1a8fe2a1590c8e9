"""11200 with more than one unit.

11200 stands for up to 15 tags, however they were removed.  Its units are always one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TAG-001",
    name="several-units-of-first-tags",
    outcome="denial",
    severity="hold",
    triggers=codes("11200"),
    carc="151",
    rarc="N362",
    instead_of=(
        "CS-UNIT-002",
        "CS-UNIT-005",
    ),
    message="11200 stands for up to 15 skin tags and cannot have several units.",
    fix="Bill one unit of 11200, and one 11201 for each further 10 tags or part of 10.",
    source=cited("CPT guideline conventions", "coding rules TAG-1, SC-06", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 11200 with several units, on one line or several."""
    if visit.units_of("11200") > 1:
        yield flag(*visit.with_code("11200"), evidence=[f"{visit.units_of('11200')} units of 11200"])


RULE.examples = """
flags    11200*12 L91.8
near     11200*1 L91.8
passes   11200 L91.8 | 11201*2 L91.8
"""
