"""Modifier 78 (unplanned return to the operating room) on the removal or sampling of a growth.

78 is for a complication: bleeding, infection, a wound that came open.  Cutting a growth again because its margin was
not free, or the next part of a planned removal, is 58; a growth elsewhere is 79.  78 also pays the share during the
operation only.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import is_aftercare
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

REMOVALS = ("biopsy", "destruction", "excision", "mohs", "shave", "skin_tag")
"""Beginnings of the families that remove or sample growths."""

RULE = Rule(
    id="CS-GLB-021",
    name="modifier-78-on-removal-of-growth",
    outcome="underpayment",
    severity="warn",
    triggers=modifiers("78"),
    carc="4",
    rarc="N519",
    message="{code} carries 78, which is for complications, but it removes or samples a growth.",
    fix="Use 58 for the same lesion (re-excision, next stage, treatment after its diagnosis), 79 for another one.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, EXC-8",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals and samples of growths with 78, unless a diagnosis names a complication."""
    for line in visit.lines:
        if line.has("78") and line.family.startswith(REMOVALS) and not is_aftercare(line.diagnoses, day):
            yield flag(line)


RULE.examples = """
flags    11402-78 D22.5
near     11402-58 D22.5
passes   pos=24 10140-78 L76.31
passes   pos=24 11402-78 L76.82
flags    17311-78 C44.311
"""
