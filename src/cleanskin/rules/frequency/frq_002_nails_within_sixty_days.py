"""Nails trimmed or debrided again within 60 days.

Medicare pays for routine foot care at most every 60 days, whichever of the nail codes it was.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_INTERVAL_DAYS = 60

RULE = Rule(
    id="CS-FRQ-002",
    name="nails-within-sixty-days",
    outcome="denial",
    severity="hold",
    triggers=codes("11719", "11720", "11721", "G0127"),
    needs=("history",),
    payers=("medicare", "medicare_advantage"),
    carc="119",
    rarc="N435",
    message="{code} less than 60 days after the last trimming or debriding of nails.",
    fix="Schedule it from the sixtieth day on; earlier only with a signed notice and GA.",
    source=cited("Coding rules of dermatology", "LIM-2, MIN-2", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag nail care when nail care of the last 59 days is in the history; a line that expects refusal passes."""
    earlier = days_of(visit, _INTERVAL_DAYS - 1, tuple(RULE.triggers.codes))
    lines = [line for line in visit.with_code(*RULE.triggers.codes) if not line.has("GA", "GY", "GZ")]
    if earlier and lines:
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   payer=medicare 11721-Q8 B35.1,I73.9 << 2026-01-12 11721 B35.1
near    payer=commercial 11721-Q8 B35.1,I73.9 << 2026-01-12 11721 B35.1
passes  payer=medicare 11721-Q8 B35.1,I73.9 << 2026-01-01 11721 B35.1       # sixty days
flags   payer=medicare 11719-Q8 I73.9 << 2026-01-02 11721 B35.1
near    payer=medicare 11721-Q8-GA B35.1,I73.9 << 2026-01-12 11721 B35.1
passes  payer=medicare 11721-Q8 B35.1 << 2026-02-12 11730 L60.0
cannot  payer=medicare 11721-Q8 B35.1,I73.9
"""
