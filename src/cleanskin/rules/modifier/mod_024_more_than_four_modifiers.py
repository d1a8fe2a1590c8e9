"""More than four modifiers on a line.

A line of a claim has room for four modifiers. A fifth is cut off or the claim is rejected; with 99 in the last place
the others go into the line's note.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.conditions import modifiers_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-024",
    name="more-than-four-modifiers",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(modifiers_in_doubt),
    carc="16",
    rarc="N519",
    message="{code} carries more than four modifiers.",
    fix="Keep the pricing modifiers and the one that separates the service; or use 99 and tell the others in the note.",
    source=cited(
        "EDI rules of the project",
        "837P, line: at most 4 modifiers; coding rule MOD-3",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with more than four modifiers."""
    for line in visit.lines:
        if len(line.modifiers) > 4:
            yield flag(line, evidence=(f"{len(line.modifiers)} modifiers",))


RULE.examples = """
flags    17000-79-59-GA-LT-KX L57.0
near     17000-79-59-GA-LT L57.0
passes   17000-59 L57.0
"""
