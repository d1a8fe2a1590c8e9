"""Modifier 55 on a wound closure to be paid for taking out stitches that another practice placed.

55 needs a written transfer of care, and the surgeon's claim with 54 for the same operation.  An emergency room that
closed a cut did not transfer anything: a visit is billed, since 2023 with 15853 or 15854 for the stitches.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-019",
    name="modifier-55-on-wound-closure",
    outcome="denial",
    severity="warn",
    triggers=modifiers("55"),
    carc="B20",
    rarc="N472",
    instead_of=("CS-MOD-041",),
    message="{code} carries 55 (care after the operation only), which needs a written transfer of care from the"
    " surgeon.",
    fix="Without a transfer, bill the visit at its level, with 15853 or 15854 if stitches or staples were removed.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40.2; coding rules MOD-2",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag wound closures with 55."""
    for line in visit.lines:
        if line.has("55") and line.family.startswith("repair"):
            yield flag(line)


RULE.examples = """
flags    12044-55 S61.412D
near     12044-54 S61.412D
passes   99212 S61.412D | 15853 S61.412D
passes   14060-55 C44.311                 # a flap may be handed over
"""
