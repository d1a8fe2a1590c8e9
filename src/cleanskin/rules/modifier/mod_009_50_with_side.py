"""Modifier 50 together with a side on one line.

50 means both sides; RT, LT, E1 to E4 name one. Together they contradict each other, and payers reject the
combination.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import ANATOMIC
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-009",
    name="50-beside-a-side",
    outcome="denial",
    severity="hold",
    triggers=modifiers("50"),
    carc="16",
    rarc="N519",
    message="{code} carries 50 together with the modifier of one side.",
    fix="Keep 50 for both sides, or bill each side on its line.",
    source=cited("Coding rules of the project", "MOD-7", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 50 and a modifier that names one side."""
    for line in visit.lines:
        if line.has("50") and not ANATOMIC.isdisjoint(line.modifiers):
            yield flag(line)


RULE.examples = """
flags    15823-50-RT H02.831
near     15823-50 H02.831
passes   15823-RT H02.831 | 15823-LT H02.834
"""
