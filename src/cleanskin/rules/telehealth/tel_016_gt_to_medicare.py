"""Modifier GT on a professional claim to Medicare.

Since 2018 the place of service tells Medicare of a visit at a distance.  GT is left for critical access hospitals; on a
professional claim it is unread or makes the claim fail.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-016",
    name="gt-to-medicare",
    outcome="rejection",
    severity="note",
    triggers=modifiers("GT"),
    effective_from=date(2018, 1, 1),
    payers=("medicare",),
    carc="4",
    rarc="N519",
    message="{code} carries GT, which Medicare no longer takes on professional claims.",
    fix="Use place 02 or 10, with 95 where the contractor wants it or 93 for sound alone, and take GT off.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "modifier GT; general knowledge of the change of 2018",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GT."""
    for line in visit.lines:
        if line.has("GT"):
            yield flag(line)


RULE.examples = """
flags    payer=medicare pos=02 99213-GT L40.0
near     payer=medicare pos=02 99213-95 L40.0
passes   payer=commercial pos=02 99213-GT L40.0
flags    on=2018-01-02 payer=medicare pos=02 99213-GT L40.0
passes   on=2017-12-29 payer=medicare pos=02 99213-GT L40.0
"""
