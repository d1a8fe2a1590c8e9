"""Modifier 91, a repeated test, and no first test on the day.

91 says that a laboratory test was done a second time on the day for a new result. When neither the claim nor the
history of the patient holds the first one, the modifier is wrong.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-045",
    name="repeated-test-without-a-first",
    outcome="denial",
    severity="warn",
    triggers=modifiers("91"),
    needs=("history",),
    carc="4",
    rarc="N519",
    message="{code} carries 91, but no first test of the day is known.",
    fix="Take 91 off, or bill the first test.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 91 whose code is on the day only once."""
    for line in visit.lines:
        first = len(visit.with_code(line.code)) > 1 or visit.same_day_elsewhere((line.code,))
        if line.has("91") and not first and visit.history_covers(0):
            yield flag(line)


RULE.examples = """
flags    87220-91 B35.3 << none
near     87220-90 B35.3 << none
passes   87220 B35.3 | 87220-91 B35.4 << none
passes   87220-91 B35.3 << 2026-03-02 87220 B35.3
cannot   87220-91 B35.3
"""
