"""A telehealth visit code of 2025 to Medicare.

Medicare does not take 98000 to 98015.  A visit by video or telephone is billed to it as an office visit at place 02 or
10, with 93 when it was by sound alone, and 95 for video where the contractor wants it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-001",
    name="telehealth-code-to-medicare",
    outcome="denial",
    severity="hold",
    triggers=codes("98000-98015"),
    effective_from=date(2025, 1, 1),
    payers=("medicare",),
    carc="96",
    rarc="N56",
    instead_of=("CS-UNIT-004",),
    message="Medicare does not take the telehealth visit code {code}.",
    fix="Bill the office visit of the same level (99202 to 99215) at place 02 or 10, with 93 if by sound alone.",
    source=cited(
        "CMS, physician fee schedule relative value file, October 2025",
        "status I of 98000 to 98015; coding rules EM-10, SC-29",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag codes that the telehealth table says Medicare does not pay."""
    for line in visit.with_code(*RULE.triggers.codes):
        if any(one.billable is False for one in day.telehealth_rules(line.code, "medicare")):
            yield flag(line)


RULE.examples = """
flags    payer=medicare 98005 L40.0 pos=10
near     payer=medicare 99213 L40.0 pos=10
passes   payer=commercial 98005 L40.0 pos=10
passes   payer=medicare 98016 L40.0              # the check-in is paid
flags    on=2025-01-02 payer=medicare 98005 L40.0 pos=10
passes   on=2024-12-31 payer=medicare 98005 L40.0 pos=10    # no such code yet: another rule
"""
