"""A consultation code to Medicare.

Medicare has not paid consultation codes since 2010.  In the office the visit is billed as a new or established patient,
in the hospital as a first or further hospital visit.  Other payers go by contract.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-021",
    name="consultation-to-medicare",
    outcome="denial",
    severity="hold",
    triggers=codes("99241-99245", "99251-99255"),
    effective_from=date(2010, 1, 1),
    payers=("medicare",),
    carc="96",
    rarc="N56",
    instead_of=("CS-EM-022", "CS-UNIT-004"),
    message="Medicare does not take the consultation code {code}.",
    fix="Bill an office visit (99202 to 99215), or in the hospital 99221 to 99223 or 99231 to 99233.",
    source=cited(
        "CMS, physician fee schedule relative value file, October 2025",
        "status I of the consultation codes; claims processing manual ch. 12, sec. 30.6.10",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each consultation code."""
    for line in visit.lines:
        if line.code in RULE.triggers.codes:
            yield flag(line)


RULE.examples = """
flags    payer=medicare 99243 L40.0
near     payer=medicare 99203 L40.0
passes   payer=commercial 99243 L40.0
flags    on=2010-01-04 payer=medicare 99243 L40.0
passes   on=2009-12-30 payer=medicare 99243 L40.0
flags    payer=medicare pos=21 99253 L40.0
"""
