"""A line on which another payer's answer does not add up to the charge.

What was charged is what the payer paid plus what it took off. The next payer's front end computes the same sum and
returns the claim when it fails.
"""

from collections.abc import Iterator

from cleanskin.record.adjustment import total_adjusted
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import other_payers
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-081",
    name="other-payer-line-not-balanced",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(other_payers),
    claim_wide=True,
    carc="16",
    rarc="MA04",
    message="On line {line} ({code}) another payer's payment and adjustments do not add up to the charge.",
    fix="Copy the payment and every adjustment of the line from that payer's remittance.",
    source=cited("837P front-end rejections", "2430 SVD, CAS; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line and payer whose sum differs."""
    if not visit.claim.other_coverages:
        return
    for line in visit.lines:
        for answer in line.service.adjudications:
            left = line.amount_billed - answer.amount_paid - total_adjusted(answer.adjustments)
            if left:
                yield flag(line, evidence=(f"difference {left / 100:.2f}",), pointer="2430.SVD02")


RULE.examples = """
flags    rank=S other=P:CI:80 99213 $100 L40.0 paid=80 less=CO45:10
near     rank=S other=P:CI:80 99213 $100 L40.0 paid=80 less=CO45:20
passes   rank=S other=P:CI:60 99213 $100 L40.0 paid=60 less=CO45:20,PR2:20
passes   99213 L40.0
"""
