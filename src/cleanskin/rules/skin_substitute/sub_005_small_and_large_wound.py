"""Small-wound codes for an area that belongs to the large-wound codes, or both for one group of sites.

The areas of all wounds in one group of sites are added.  Below 100 sq cm the sum has the codes in steps of 25, from 100
on those in steps of 100; never both.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-005",
    name="skin-substitute-small-and-large-wound",
    outcome="denial",
    severity="hold",
    triggers=codes("15271-15278"),
    carc="97",
    instead_of=(
        "CS-NCCI-001",
        "CS-UNIT-003",
    ),
    message="{codes}: areas of one group of sites are added, and a sum of 100 sq cm or more has the large-wound codes.",
    fix="Add the areas of the group; bill 15271/15272 (15275/15276) below 100 sq cm, else 15273/15274 (15277/15278).",
    source=cited("CPT guideline conventions", "coding rules FLG-9", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a small-wound and a large-wound code of one site group, or more than three small add-on units."""
    for small, further, large in (("15271", "15272", "15273"), ("15275", "15276", "15277")):
        both = visit.has_code(small, further) and visit.has_code(large)
        if both or visit.units_of(further) > 3:
            yield flag(*visit.with_code(small, further, large))


RULE.examples = """
flags    15271 L97.411 | 15273-59 L97.421
near     15271 L97.411 | 15277-59 L97.421
flags    15271 L97.411 | 15272*5 L97.411
passes   15275 L97.411 | 15276*3 L97.411
passes   15273 T24.301A | 15274 T24.301A
"""
