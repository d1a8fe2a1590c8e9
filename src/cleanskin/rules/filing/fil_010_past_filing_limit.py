"""A claim that goes out after the payer's filing limit.

Timely filing is the one denial that no record can cure. Medicare's year is law; other limits are typical values of
participating practices, and your contract or state law may be longer or shorter: then the finding is a doubt.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.filing.conditions import SOON_DAYS, sent_early_or_late
from cleanskin.rules.filing.windows import last_day, window_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-010",
    name="past-filing-limit",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(sent_early_or_late),
    needs=("submission",),
    carc="29",
    message="The claim goes out after the payer's limit for first claims.",
    fix="Look for proof of an earlier acceptance by the payer, or a reason that it takes; do not bill the patient.",
    source=cited("42 CFR 424.44; CMS FAQ 10562", "APL-4; table of filing windows", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a first claim to a first payer, or to Medicare, past the last day."""
    claim, sent = visit.claim, visit.context.submitted_on
    if sent is None or (sent - visit.on).days < SOON_DAYS or claim.frequency_code != "1":
        return
    if claim.coverage.payer_responsibility != "P" and not visit.is_medicare:
        return  # a second payer's limit runs from the first one's answer
    window = window_of(visit, day, "first_filing")
    if window is not None and sent > (last := last_day(window, visit.on)):
        severity: Hold = "note" if claim.delay_reason else "hold" if visit.is_medicare else "warn"
        evidence = (f"last day {last}, {(sent - last).days} days ago", f"window: {window.payer} {window.source.trust}")
        yield flag(*visit.lines, evidence=evidence, severity=severity)


RULE.examples = """
flags    on=2026-03-02 submitted=2027-03-03 payer=medicare 99213 L40.0
near     on=2026-03-02 submitted=2027-03-02 payer=medicare 99213 L40.0
flags    submitted=2026-07-01 coverage={"payer":{"name":"AETNA"}} 99213 L40.0
passes   submitted=2026-06-30 coverage={"payer":{"name":"AETNA"}} 99213 L40.0
passes   submitted=2027-06-30 99213 L40.0                      # an unknown payer's limit is in its contract
passes   submitted=2027-06-30 frequency=7 coverage={"payer":{"name":"AETNA"}} 99213 L40.0
passes   submitted=2027-06-30 rank=S other=P:MB:80 coverage={"payer":{"name":"AETNA"}} 99213 L40.0
cannot   payer=medicare 99213 L40.0
"""
