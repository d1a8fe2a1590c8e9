"""Care of a complication billed inside the global period of the practice's own operation, without a modifier.

Medicare counts all care of a complication into the operation unless it needs an operating room; other payers often do.
In the office it is reported with 99024.  In an operating room it takes 78 and pays the share during the operation.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import (
    GLOBAL_MODIFIERS,
    is_complication_care,
    open_periods,
    procedures_with_period,
)
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-020",
    name="complication-care-inside-own-global",
    outcome="denial",
    severity="hold",
    triggers=any_of(codes("10140", "10180", "12020", "12021"), diagnoses("L76", "T81")),
    needs=("history",),
    carc="97",
    rarc="M144",
    message="{code} treats a complication in the days that the operation covers, and carries no modifier.",
    fix="In the office report 99024 without charge; after a return to the operating room add 78.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, BUN-6, SC-23",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag complication care without 58, 78 or 79 while an operation covers the day."""
    for line in procedures_with_period(visit, day):
        if is_complication_care(line, day) and not line.has("55", "76", "77", *GLOBAL_MODIFIERS):
            covering = open_periods(visit, line)
            if covering:
                yield flag(line, evidence=[one.words for one in covering])


RULE.examples = """
flags    10140 L76.31 << 2026-02-28 14040 C44.319
near     10140-78 L76.31 << 2026-02-28 14040 C44.319
passes   10140 S00.83XA << none
passes   10060 L02.211 << 2026-02-28 14040 C44.319         # an abscess: another rule asks for 79
cannot   10140 L76.31
"""
