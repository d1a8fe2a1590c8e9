"""Another payer's payment for the claim is not the sum of its lines.

What it paid for the claim is what it paid for the lines less what it took off the claim as a whole; without lines,
charge less adjustments. The next payer returns the claim when the sums differ.
"""

from collections.abc import Iterator

from cleanskin.record.adjustment import total_adjusted
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import other_payers
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-082",
    name="other-payer-claim-not-balanced",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(other_payers),
    claim_wide=True,
    carc="16",
    rarc="MA04",
    message="Another payer's payment for the claim does not go with its payments for the lines.",
    fix="Copy the claim's payment, and every adjustment of claim and lines, from that payer's remittance.",
    source=cited("837P front-end rejections", "2320 AMT*D, CAS; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each answered payer whose sum differs."""
    for other in visit.claim.other_coverages:
        answer = other.coordination
        if answer is None or answer.amount_paid is None:
            continue
        paid = [
            one.amount_paid
            for line in visit.claim.lines
            for one in line.adjudications
            if one.payer_id == other.payer.id
        ]
        taken = total_adjusted(answer.adjustments)
        left = (sum(paid) if paid else visit.claim.amount_billed) - taken - answer.amount_paid
        if left and (paid or taken):
            yield flag(evidence=(f"difference {left / 100:.2f}",), pointer="2320.AMT*D")


RULE.examples = """
flags    rank=S other=P:CI:80 99213 $100 L40.0 paid=70 less=CO45:30
near     rank=S other=P:CI:70 99213 $100 L40.0 paid=70 less=CO45:30
passes   rank=S other=P:CI:150 99213-25 L40.0 paid=80 less=CO45:20 | 17000 L57.0 paid=70 less=CO45:30
passes   rank=S other=P:CI:80 99213 $100 L40.0        # no adjustments at all: the reader of the remittance must say
"""
