"""Modifier 59 and one of XE, XP, XS, XU on one line.

The X modifiers say more exactly what 59 says: another encounter, clinician, structure, or no overlap. A line carries
the one or the other; both are an invalid combination that payers reject.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-001",
    name="59-beside-x-modifier",
    outcome="denial",
    severity="hold",
    triggers=modifiers("59"),
    carc="16",
    rarc="N519",
    message="{code} carries 59 together with an X modifier.",
    fix="Keep the one that fits best: the X modifier where it is true and the payer takes it, else 59.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-4, SC-19", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 59 and an X modifier."""
    for line in visit.lines:
        if line.has("59") and line.has("XE", "XP", "XS", "XU"):
            yield flag(line)


RULE.examples = """
flags    11102 D49.2 | 17000-59-XS L57.0
near     11102 D49.2 | 17000-59 L57.0
passes   11102 D49.2 | 17000-XS L57.0
passes   11102-59 D49.2 | 17000-XS L57.0      # on two lines
"""
