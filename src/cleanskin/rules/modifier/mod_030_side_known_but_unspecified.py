"""A modifier names the side, the diagnosis says that the side is not specified.

The claim knows the side. Payers ask for the most specific code, and some refuse a diagnosis of unspecified side when
a code for the side exists.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import LEFT, RIGHT, side_of, sides_of_diagnoses
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-030",
    name="side-told-by-modifier-only",
    outcome="denial",
    severity="warn",
    triggers=any_of(modifiers(*LEFT), modifiers(*RIGHT)),
    carc="16",
    rarc="M76",
    message="{code} names the side by its modifier, but its diagnosis leaves it unspecified.",
    fix="Use the diagnosis code of that side.",
    source=cited("Coding rules of the project", "DX-6, SC-16", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with a side whose diagnoses name an unspecified side and none other."""
    for line in visit.lines:
        side = side_of(line)
        if side and sides_of_diagnoses(line, day) == {"unspecified"}:
            yield flag(line, evidence=(f"the modifier names the {side} side",))


RULE.examples = """
flags    11602-RT C44.611
near     11602-RT C44.612
passes   11602 C44.611                        # no side on the claim
passes   11602-RT C44.519
"""
