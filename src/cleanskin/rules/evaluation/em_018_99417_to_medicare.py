"""Prolonged time as 99417 to Medicare.

Medicare does not take 99417.  It pays G2212, which begins later: at 89 minutes for a new and 69 for an established
patient, against 75 and 55.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-018",
    name="99417-to-medicare",
    outcome="denial",
    severity="hold",
    triggers=codes("99417"),
    effective_from=date(2021, 1, 1),
    payers=("medicare",),
    carc="96",
    rarc="N56",
    instead_of=("CS-UNIT-004",),
    message="Medicare does not take 99417 for prolonged time.",
    fix="Use G2212 if the total time reaches 89 minutes (99205) or 69 (99215); else take the line off.",
    source=cited(
        "CMS, physician fee schedule relative value file, October 2025",
        "status I of 99417; coding rules EM-4",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 99417."""
    for line in visit.with_code("99417"):
        yield flag(line)


RULE.examples = """
flags    payer=medicare 99215 L40.0 | 99417 L40.0
near     payer=medicare 99215 L40.0 | G2212 L40.0
passes   payer=commercial 99215 L40.0 | 99417 L40.0
passes   on=2020-12-31 payer=medicare 99215 L40.0 | 99417 L40.0
flags    on=2021-01-01 payer=medicare 99215 L40.0 | 99417 L40.0
"""
