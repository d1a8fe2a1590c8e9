"""A Medicare notice modifier on a claim to a payer that is not Medicare.

GA, GX, GY and GZ are Medicare's.  Some other payers read GY as "not covered, the patient pays"; most ignore the
modifiers, and their own waiver form counts.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import NOTICES
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-005",
    name="notice-for-other-payer",
    outcome="advice",
    severity="note",
    triggers=modifiers(*NOTICES),
    payers=("commercial", "medicaid", "tricare", "workers_compensation", "auto"),
    message="Line {line} carries a notice modifier of Medicare; this payer may not know it.",
    fix="See whether the payer takes it, and have its own waiver signed before a service that it may not cover.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section C; coding rules MOD-11",
        checked_on=date(2026, 11, 21),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with such a modifier."""
    for line in visit.lines:
        if line.has(*NOTICES):
            yield flag(line, evidence=[f"modifiers: {', '.join(line.modifiers)}"])


RULE.examples = """
flags   payer=commercial 17110-GY L82.1
near    payer=commercial 17110 L82.1
near    payer=medicare 17110-GY L82.1
passes  payer=medicaid 17110 B07.8
"""
