"""The same modifier twice on one line.

A modifier says one thing once. Twice it is a slip, often in place of another modifier, and some payers reject the
line.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.conditions import modifiers_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-023",
    name="modifier-twice-on-a-line",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(modifiers_in_doubt),
    carc="16",
    rarc="N519",
    message="{code} carries a modifier twice.",
    fix="Take one of the two off, or put the modifier that was meant.",
    source=cited(
        "Coding rules of the project",
        "MOD-3; general practice of claim forms",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line that repeats a modifier."""
    for line in visit.lines:
        if len(line.modifiers) > 1 and len(set(line.modifiers)) < len(line.modifiers):
            yield flag(line, evidence=("-".join(line.modifiers),))


RULE.examples = """
flags    11102 D49.2 | 17000-59-59 L57.0
near     11102 D49.2 | 17000-59-79 L57.0
passes   11102-59 D49.2 | 17000-59 L57.0
"""
