"""More patch tests than most payers pay.

Payers cap 95044 at about 80 to 90 allergens a day.  Beyond it they ask why.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTCH-002",
    name="patch-tests-above-usual-cap",
    outcome="denial",
    severity="note",
    triggers=codes("95044"),
    carc="151",
    message="95044 has more units than most payers pay on one day.",
    fix="Check the payer cap; send the list of allergens and the reason with the claim.",
    source=cited("Payer policies", "coding rules LGT-4", trust="unverified", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note more than 90 units."""
    if visit.units_of("95044") > 90:
        yield flag(*visit.with_code("95044"), evidence=[f"{visit.units_of('95044')} units"])


RULE.examples = """
flags    95044*110 L23.9
near     95044*80 L23.9
passes   95052*12 L56.8
"""
