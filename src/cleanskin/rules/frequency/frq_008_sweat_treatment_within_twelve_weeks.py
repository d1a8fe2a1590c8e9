"""Botulinum toxin against sweating again within twelve weeks.

The effect lasts months.  Policies refuse a repetition before about twelve weeks.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_INTERVAL_DAYS = 84

RULE = Rule(
    id="CS-FRQ-008",
    name="sweat-treatment-within-twelve-weeks",
    outcome="denial",
    severity="warn",
    triggers=codes("64650", "64653"),
    needs=("history",),
    carc="119",
    rarc="N435",
    message="{code} less than twelve weeks after the last treatment.",
    fix="See the payer's interval, and that the record shows when the effect ended.",
    source=cited("General knowledge of payers' policies", "twelve weeks", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a treatment when an earlier one lies in the window."""
    earlier = days_of(visit, _INTERVAL_DAYS - 1, tuple(RULE.triggers.codes))
    if earlier:
        lines = visit.with_code(*RULE.triggers.codes)
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   64650 L74.510 << 2026-01-12 64650 L74.510
near    64650 L74.510 << 2025-01-12 64650 L74.510
passes  64650 L74.510 << none
cannot  64650 L74.510
"""
