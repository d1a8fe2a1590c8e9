"""Modifier 59 or an X modifier on a visit.

59 and its X forms tell procedures apart. A visit beside a procedure is told apart by 25 (or 57, 24), and a payer
refuses a visit with 59.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-003",
    name="59-on-a-visit",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    beside=modifiers("59", "XE", "XP", "XS", "XU"),
    carc="4",
    rarc="N519",
    message="The visit {code} carries 59 or an X modifier, which belongs on procedures.",
    fix="If the record shows a significant, separate visit, use 25; else take the modifier off.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-4, SC-19", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit line with 59 or an X modifier."""
    for line in visit.of_class("visit"):
        if line.is_distinct:
            yield flag(line)


RULE.examples = """
flags    99213-59 L40.0 | 17000 L57.0
near     99213-25 L40.0 | 17000 L57.0
flags    99213-XU L40.0 | 11102 D49.2
passes   99213-25 L40.0 | 17000-59 L57.0 | 11102 D49.2
"""
