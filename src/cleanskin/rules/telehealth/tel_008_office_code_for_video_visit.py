"""An office visit held at a distance, billed with the office code to a payer that may want the codes of 2025.

Payers other than Medicare decide by contract: many took 98000 to 98015 for 2025, others stay with the office codes and
95.  The codes differ in price too.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, flag, modifiers, places
from cleanskin.rules.telehealth.means import DISTANT
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-008",
    name="office-code-for-distant-visit",
    outcome="advice",
    severity="note",
    triggers=codes("99202-99205", "99212-99215"),
    beside=any_of(places(*DISTANT), modifiers("93", "95")),
    effective_from=date(2025, 1, 1),
    payers=("medicare_advantage", "medicaid", "commercial", "tricare"),
    message="{code} was held at a distance; since 2025 this payer may want a telehealth code instead.",
    fix="Look at the payer's policy: 98000 to 98007 for video and 98008 to 98015 for sound alone, or the office code"
    " with 95 or 93.",
    source=cited(
        "CPT conventions for telehealth",
        "coding rules EM-10, CHG-2025",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag office visits with a telehealth modifier or at a distant place."""
    for line in visit.with_code(*RULE.triggers.codes):
        if line.has("93", "95") or line.place_of_service in DISTANT:
            yield flag(line)


RULE.examples = """
flags    pos=10 99213-95 L40.0
near     pos=10 98005-95 L40.0
passes   99213 L40.0
passes   payer=medicare pos=10 99213-95 L40.0
flags    on=2025-01-02 pos=10 99213-95 L40.0
passes   on=2024-12-31 pos=10 99213-95 L40.0
"""
