"""Fifteen or more actinic keratoses destroyed month after month.

17004 for a third time in about a hundred days is a pattern that reviewers look at: so many lesions so often call for
treatment of the field, or the count is questioned.  The day itself may be right.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_WINDOW_DAYS = 100
_EARLIER = 2

RULE = Rule(
    id="CS-FRQ-001",
    name="keratosis-field-each-month",
    outcome="denial",
    severity="warn",
    triggers=codes("17004"),
    needs=("history",),
    carc="119",
    rarc="N435",
    message="{code} for at least the third time in about a hundred days.",
    fix="See that the record counts the lesions and says why they were treated again.",
    source=cited("Coding rules of dermatology", "LIM-2", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17004 when two earlier days of it lie in the window."""
    earlier = days_of(visit, _WINDOW_DAYS, tuple(RULE.triggers.codes))
    if len(earlier) >= _EARLIER:
        lines = visit.with_code(*RULE.triggers.codes)
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   17004 L57.0 << 2026-01-05 17004 L57.0 << 2026-02-02 17004 L57.0
near    17004 L57.0 << 2026-01-05 17000 L57.0 << 2026-02-02 17004 L57.0
passes  17004 L57.0 << 2025-08-05 17004 L57.0 << 2026-02-02 17004 L57.0
passes  17004 L57.0 << none
cannot  17004 L57.0
"""
