"""GX without GY.

GX says that the patient was told, voluntarily, that the service is never covered; GY says that it is not.  The pair
belongs together: with GX alone the line does not say why it is not covered.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-003",
    name="voluntary-notice-without-exclusion",
    outcome="denial",
    severity="warn",
    triggers=modifiers("GX"),
    payers=("medicare",),
    carc="96",
    rarc="N425",
    message="Line {line} carries GX without GY.",
    fix="Add GY when the law excludes the service (cosmetic surgery); take GX off when Medicare covers it.",
    source=cited(
        "Coding rules of dermatology",
        "MOD-11; medical or cosmetic: section C",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GX and none of GY, GA and GZ."""
    for line in visit.lines:
        if line.has("GX") and not line.has("GY", "GA", "GZ"):
            yield flag(line)


RULE.examples = """
flags   payer=medicare 17110-GX L82.1
near    payer=medicare 17110-GX-GY L82.1
near    payer=medicare 17110-GY L82.1
passes  payer=medicare 17110-GX-GA L82.1        # another rule
"""
