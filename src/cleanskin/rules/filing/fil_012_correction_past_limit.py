"""A corrected claim that goes out after the payer's limit for corrections.

Where the limit for corrections counts from the day of service. Most payers count from their remittance, which a claim
does not carry; then this rule says nothing.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.filing.conditions import SOON_DAYS, sent_early_or_late
from cleanskin.rules.filing.windows import last_day, window_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-012",
    name="correction-past-limit",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(sent_early_or_late),
    needs=("submission",),
    carc="29",
    message="The corrected claim goes out after the payer's limit for corrections.",
    fix="Read the contract; if the limit is past, ask for a reconsideration instead.",
    source=cited("Denials and appeals", "section 4, corrected claim; table of filing windows", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a replacement or void past the last day."""
    sent = visit.context.submitted_on
    if sent is None or (sent - visit.on).days < SOON_DAYS or visit.claim.frequency_code not in ("7", "8"):
        return
    window = window_of(visit, day, "corrected_claim")
    if window is not None and sent > (last := last_day(window, visit.on)):
        yield flag(*visit.lines, evidence=(f"last day {last}", f"window: {window.payer} {window.source.trust}"))


RULE.examples = """
flags    submitted=2027-03-03 frequency=7 coverage={"payer":{"name":"ANTHEM"}} 99213 L40.0
near     submitted=2027-03-02 frequency=7 coverage={"payer":{"name":"ANTHEM"}} 99213 L40.0
near     submitted=2027-03-03 frequency=1 coverage={"payer":{"name":"ANTHEM"}} 99213 L40.0
passes   submitted=2027-03-03 frequency=7 coverage={"payer":{"name":"CIGNA"}} 99213 L40.0
cannot   frequency=7 coverage={"payer":{"name":"ANTHEM"}} 99213 L40.0
"""
