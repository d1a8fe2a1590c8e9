"""Modifier 47, anesthesia by the surgeon.

Medicare pays nothing for the anesthesia that the surgeon gives, local or by a block, and most payers follow: it is
part of the procedure. The modifier changes nothing, and separate lines for it are refused.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-048",
    name="anesthesia-by-the-surgeon",
    outcome="advice",
    severity="note",
    triggers=modifiers("47"),
    message="{code} carries 47; nothing is paid for anesthesia by the surgeon.",
    fix="Take 47 off.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. G; coding rules BUN-3, MIN-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 47."""
    for line in visit.lines:
        if line.has("47"):
            yield flag(line)


RULE.examples = """
flags    11606-47 C43.59
near     11606 C43.59
passes   11606-22 C43.59
"""
