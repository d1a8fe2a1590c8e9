"""Modifier 51 on the procedure of the highest value, while another one stands without it.

51 marks the procedures to be paid at half. On the most valuable one it has the payer halve the wrong fee.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.ranking import ranked
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-043",
    name="51-on-the-most-valuable-procedure",
    outcome="underpayment",
    severity="warn",
    triggers=modifiers("51"),
    carc="59",
    instead_of=("CS-MOD-042",),
    message="{code} has the highest relative value of the day's procedures, but carries 51.",
    fix="Move 51 to the procedure of lower value.",
    source=cited("Coding rules of the project", "MOD-7, MOD-8, SC-33", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the reducible line of the highest value with 51, when a line of lower value has none."""
    values = ranked(visit, day)
    if len(values) > 1:
        best = max(values, key=lambda one: one.value)
        if best.line.has("51") and any(one.value < best.value and not one.line.has("51") for one in values):
            yield flag(best.line, evidence=(f"{best.line.code}: {best.value} relative value units",))


RULE.examples = """
flags    17000 L57.0 | 17311-51 C44.311
near     17000 L57.0 | 17311-59 C44.311
passes   17311 C44.311 | 17000-51 L57.0
passes   17000-51 L57.0 | 17311-51 C44.311
"""
