"""Another payer's answer dated before the service, or after this claim goes out.

The answer came between the two. Another day is that of the check, or of another claim's remittance.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import other_payers
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-007",
    name="other-payer-answer-day-at-odds",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(other_payers),
    claim_wide=True,
    message="Another payer's answer is dated before the service, or after the day this claim goes out.",
    fix="Take the day of that payer's remittance for this claim.",
    source=cited("837P required content", "DTP*573; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each such day; the day of submission is compared where it is known."""
    sent = visit.context.submitted_on
    for other in visit.claim.other_coverages:
        answered = other.coordination.date_adjudicated if other.coordination is not None else None
        if answered is not None and (answered < visit.on or (sent is not None and answered > sent)):
            yield flag(evidence=(f"service {visit.on}, answer {answered}",), pointer="2330B.DTP*573")


RULE.examples = """
flags    rank=S submitted=2026-03-05 other=P:CI:80 99213 L40.0                 # answered on 22 March
near     rank=S submitted=2026-03-25 other=P:CI:80 99213 L40.0
flags    rank=S other={"coordination":{"amount_paid":80,"date_adjudicated":"2026-02-22"}} 99213 L40.0
passes   rank=S other=P:CI:80 99213 L40.0
"""
