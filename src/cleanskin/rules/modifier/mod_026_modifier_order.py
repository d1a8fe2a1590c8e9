"""A modifier that decides on payment behind one that does not.

Systems of payers read the first modifiers first, some only those. Modifiers that price the line or concern the global
period (58, 78, 79, 50, 52, 53, 22, 26, TC) come first; those that separate, locate or inform (59, XS, RT, GA) follow.
Changing the order can change payment, so that a person decides.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.conditions import modifiers_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-026",
    name="pricing-modifier-after-others",
    outcome="underpayment",
    severity="note",
    triggers=every_visit(),
    beside=whenever(modifiers_in_doubt),
    carc="4",
    message="{code} carries a pricing modifier behind others.",
    fix="Put the pricing modifier first.",
    source=cited("Coding rules of the project", "MOD-3", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line where a modifier of the first kind follows one of the second."""
    for line in visit.lines:
        if len(line.modifiers) < 2:
            continue
        seen = ""
        for name in line.modifiers:
            facts = day.modifier(name)
            if facts is None:
                continue
            if facts.order == 2:
                seen = seen or name
            elif seen:
                yield flag(line, message=f"{line.code} carries {name} behind {seen}; {name} decides on payment.")
                break


RULE.examples = """
flags    17000-59-79 L57.0
near     17000-59-GA L57.0
passes   17000-79-59 L57.0
passes   99213-25-95 L40.0 pos=10
flags    88305-QW-26 D22.5
"""
