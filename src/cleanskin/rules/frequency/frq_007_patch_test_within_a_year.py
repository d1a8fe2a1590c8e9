"""Patch tests again within a year.

Many payers pay for one series of patch tests in about twelve months.  A second series with other allergens may be
needed: the record says why.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_INTERVAL_DAYS = 365

RULE = Rule(
    id="CS-FRQ-007",
    name="patch-test-within-a-year",
    outcome="denial",
    severity="note",
    triggers=codes("95044"),
    needs=("history",),
    carc="119",
    rarc="N435",
    message="{code} within a year of the last patch tests.",
    fix="See the payer's interval, and that the record says why further allergens were tested.",
    source=cited("Coding rules of dermatology", "LIM-2, LGT-4", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag patch tests when earlier ones lie in the year before."""
    earlier = days_of(visit, _INTERVAL_DAYS - 1, tuple(RULE.triggers.codes))
    if earlier:
        lines = visit.with_code(*RULE.triggers.codes)
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   95044*36 L23.9 << 2025-09-08 95044*80 L23.9
near    95044*36 L23.9 << 2025-09-08 95004*80 L23.9
passes  95044*36 L23.9 << 2025-02-10 95044*80 L23.9
cannot  95044*36 L23.9
"""
