"""Modifier 51 on a claim to Medicare.

Medicare's systems find several procedures of a day by themselves and reduce their payment; contractors ask not to
send 51. It does no harm to payment there, but says nothing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-005",
    name="51-sent-to-medicare",
    outcome="advice",
    severity="note",
    triggers=modifiers("51"),
    payers=("medicare",),
    message="{code} carries 51, which Medicare does not want.",
    fix="Take 51 off; Medicare ranks the procedures itself.",
    source=cited("Coding rules of the project", "MOD-7", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 51."""
    for line in visit.lines:
        if line.has("51"):
            yield flag(line)


RULE.examples = """
flags    payer=medicare 11602 C44.519 | 12032-51 C44.519
near     payer=commercial 11602 C44.519 | 12032-51 C44.519
passes   payer=medicare 11602 C44.519 | 12032 C44.519
"""
