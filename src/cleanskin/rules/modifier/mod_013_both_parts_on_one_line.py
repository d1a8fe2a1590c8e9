"""Modifiers 26 and TC on one line.

26 is the professional part of a service, TC the technical one. Both parts by one practice are the whole service, and
that has no modifier.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-013",
    name="26-and-tc-on-one-line",
    outcome="denial",
    severity="hold",
    triggers=modifiers("TC"),
    carc="16",
    rarc="N519",
    message="{code} carries both 26 and TC.",
    fix="Bill {code} without either where the practice did both parts, else keep the one it did.",
    source=cited("Coding rules of the project", "PTH-3", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 26 and TC."""
    for line in visit.lines:
        if line.has("26") and line.has("TC"):
            yield flag(line)


RULE.examples = """
flags    88305-26-TC D22.5
near     88305-TC D22.5
passes   88305 D22.5
"""
