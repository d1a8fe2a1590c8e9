"""A claim that goes out in the last two weeks before the payer's filing limit.

A rejection now, and the corrected claim is too late. What counts is the day the payer accepts the claim, not the day it
was sent.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.filing.conditions import SOON_DAYS, sent_early_or_late
from cleanskin.rules.filing.windows import last_day, window_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-011",
    name="near-filing-limit",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(sent_early_or_late),
    needs=("submission",),
    carc="29",
    message="The payer's filing limit is at most two weeks away.",
    fix="Send it today, and check tomorrow that the payer itself accepted it; keep that acknowledgement.",
    source=cited("42 CFR 424.44; CMS FAQ 10562", "APL-4; table of filing windows", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a first claim to a first payer, or to Medicare, within fourteen days of the last day."""
    claim, sent = visit.claim, visit.context.submitted_on
    if sent is None or (sent - visit.on).days < SOON_DAYS or claim.frequency_code != "1":
        return
    if claim.coverage.payer_responsibility != "P" and not visit.is_medicare:
        return
    window = window_of(visit, day, "first_filing")
    if window is not None and 0 <= ((last := last_day(window, visit.on)) - sent).days <= 14:
        yield flag(*visit.lines, evidence=(f"last day {last}", f"window: {window.payer} {window.source.trust}"))


RULE.examples = """
flags    on=2026-03-02 submitted=2027-02-25 payer=medicare 99213 L40.0
near     on=2026-03-02 submitted=2026-02-25 payer=medicare 99213 L40.0
near     on=2026-03-02 submitted=2027-02-25 payer=commercial 99213 L40.0
passes   submitted=2027-03-03 payer=medicare 99213 L40.0       # past it: CS-FIL-010
passes   submitted=2026-03-09 payer=medicare 99213 L40.0
cannot   payer=medicare 99213 L40.0
"""
