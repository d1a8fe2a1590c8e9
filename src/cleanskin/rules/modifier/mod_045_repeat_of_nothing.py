"""A modifier of repetition, and nothing that was done before.

76, 77 and 91 say that the same service was done a second time on the day (76 and 77 also within its global period).
When neither the claim nor the history of the patient holds a first time, the modifier is wrong, and often stands in
for 59.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-045",
    name="repeat-of-nothing",
    outcome="denial",
    severity="warn",
    triggers=modifiers("76", "77", "91"),
    needs=("history",),
    carc="4",
    message="{code} carries a modifier of repetition, but no first time is known.",
    fix="Take the modifier off, or use 59 or XS where another service of the day includes {code} and the"
    " record shows a separate one.",
    source=cited("Coding rules of the project", "MOD-1, MOD-6", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 76, 77 or 91 whose code was billed neither on the day nor in the 90 days before."""
    if not visit.history_covers(90):
        return
    for line in visit.lines:
        if not line.has("76", "77", "91") or len(visit.with_code(line.code)) > 1:
            continue
        if not visit.past(90, (line.code,)) and not visit.same_day_elsewhere((line.code,)):
            yield flag(line)


RULE.examples = """
flags    11102 D49.2 | 17000-76 L57.0 << none
near     11102 D49.2 | 17000-59 L57.0 << none
passes   17262 C44.722 | 17262-76 C44.729 << none
passes   17262-77 C44.722 << 2026-03-02 17262 C44.729
passes   17262-76 C44.722 << 2026-02-20 17262 C44.722
cannot   17262-76 C44.722
"""
