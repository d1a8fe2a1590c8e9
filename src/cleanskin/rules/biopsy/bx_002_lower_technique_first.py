"""A first biopsy of a lower technique with an add-on of a higher one.

The highest technique of the day gives the first code.  11102 with 11105, or 11104 with 11107, has the order upside down:
the add-on has no allowed primary and is denied, and the first code is paid too low.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-002",
    name="higher-biopsy-technique-as-add-on",
    outcome="denial",
    severity="hold",
    triggers=codes("11105", "11107"),
    carc="107",
    instead_of=("CS-NCCI-010",),
    message="{code} stands for a higher technique than the first-biopsy code of the day.",
    fix="Bill the higher technique as the first code (11104 or 11106) and the lower one with its add-on (11103 or 11105).",
    source=cited("CPT guideline conventions", "coding rules BX-2, BX-3, SC-02", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 11105 and 11107 when the claim has a first code, but only of a lower technique."""
    rank = {"11102": 1, "11104": 2, "11106": 3}
    highest = max((level for code, level in rank.items() if visit.has_code(code)), default=0)
    for line in visit.with_code("11105", "11107"):
        if 0 < highest < {"11105": 2, "11107": 3}[line.code]:
            yield flag(
                line, evidence=[f"the first-biopsy code of the day is {' '.join(c for c in rank if visit.has_code(c))}"]
            )


RULE.examples = """
flags    11102 D49.2 | 11105 D48.5
near     11104 D49.2 | 11105 D48.5
flags    11104 D49.2 | 11107 D48.5
passes   11106 D49.2 | 11105 D48.5 | 11103*2 D48.5
passes   11102 D49.2 | 11103 D48.5
"""
