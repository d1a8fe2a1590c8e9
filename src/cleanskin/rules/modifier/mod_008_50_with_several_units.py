"""Modifier 50 on a line with more than one unit.

With 50 one unit stands for both sides. Two units with 50 ask for four sides: the line is refused or paid wrongly.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-008",
    name="50-with-several-units",
    outcome="denial",
    severity="hold",
    triggers=modifiers("50"),
    carc="151",
    rarc="N362",
    message="{code} carries 50 and more than one unit.",
    fix="Bill one unit with 50, or one unit a side on two lines with RT and LT.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V, bilateral indicators", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 50 and several units."""
    for line in visit.lines:
        if line.has("50") and line.units > 1:
            yield flag(line, evidence=(f"{line.code}: {line.units} units",))


RULE.examples = """
flags    15823-50*2 H02.831
near     15823-50 H02.831
passes   17003*2 L57.0
"""
