"""A telephone visit or check-in with a code that ended with 2024.

99441 to 99443 and Medicare's G2012 ended on 31 December 2024.  A visit by telephone is now an office visit with 93 at
Medicare and 98008 to 98015 (or what the contract says) elsewhere; a short check-in is 98016.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-012",
    name="ended-telephone-code",
    outcome="rejection",
    severity="hold",
    triggers=codes("99441-99443", "G2012"),
    effective_from=date(2025, 1, 1),
    carc="181",
    rarc="M20",
    message="{code} ended with 2024.",
    fix="Telephone visit: Medicare an office visit with 93 at place 02 or 10, others 98008 to 98015. Short check-in:"
    " 98016.",
    source=cited(
        "CPT conventions for telehealth", "coding rules EM-10, CHG-2025, SC-34", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each of these codes."""
    for line in visit.with_code(*sorted(RULE.triggers.codes)):
        yield flag(line)


RULE.examples = """
flags    99442 L40.0
near     98016 L40.0
flags    payer=medicare G2012 L57.0
flags    on=2025-01-01 99442 L40.0
passes   on=2024-12-31 99442 L40.0
"""
