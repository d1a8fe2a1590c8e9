"""A modifier of one finger or toe on a line with several units.

TA to T9 and FA to F9 name one digit. Several units under one digit read as the same nail twice; each digit stands on
its own line.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import FINGERS, TOES
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-033",
    name="digit-modifier-on-several-units",
    outcome="denial",
    severity="warn",
    triggers=any_of(modifiers(*FINGERS), modifiers(*TOES)),
    carc="151",
    rarc="N362",
    message="{code} names one finger or toe, but has several units.",
    fix="Bill one line with one unit for each digit.",
    source=cited("Coding rules of the project", "MIN-2, MOD-7", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each nail line with exactly one digit modifier and more than one unit."""
    for line in visit.lines:
        digits = [name for name in line.modifiers if name in FINGERS or name in TOES]
        if len(digits) == 1 and line.units > 1 and line.family == "nail":
            yield flag(line, evidence=(f"{line.code}: {line.units} units on {digits[0]}",))


RULE.examples = """
flags    11730-TA L60.0 | 11732-T1*2 L60.0
near     11730-TA L60.0 | 11732-T1*1 L60.0
passes   11730-TA L60.0 | 11732-T1 L60.0 | 11732-T2 L60.0
passes   11721*1 B35.1
"""
