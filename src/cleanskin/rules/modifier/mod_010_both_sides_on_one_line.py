"""Modifiers of the right and of the left side on one line.

A line is one service at one place. The two sides stand on two lines, or as one line with 50 where the code is doubled
for two sides.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import LEFT, RIGHT
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-010",
    name="right-and-left-on-one-line",
    outcome="denial",
    severity="warn",
    triggers=any_of(modifiers("LT"), modifiers("E1", "E2", "FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4")),
    carc="16",
    rarc="N519",
    message="{code} carries modifiers of the right and of the left side.",
    fix="Bill each side on its own line.",
    source=cited("Coding rules of the project", "MOD-7", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with modifiers of both sides."""
    for line in visit.lines:
        if not LEFT.isdisjoint(line.modifiers) and not RIGHT.isdisjoint(line.modifiers):
            yield flag(line)


RULE.examples = """
flags    11730-TA-T5 L60.0
near     11730-TA L60.0
flags    11602-LT-RT C44.612
passes   11730-TA L60.0 | 11732-T5 L60.0
"""
