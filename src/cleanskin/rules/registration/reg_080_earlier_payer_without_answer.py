"""A claim to a second payer without what the first one answered.

The second payer pays from the first one's answer: what it paid, what it took off and why. Without it the claim is
refused, or denied until the first payer's remittance is sent.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import SITUATION
from cleanskin.rules.registration.secondary import asked_before
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-080",
    name="earlier-payer-without-answer",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    carc="16",
    rarc="MA04",
    message="The claim goes to a second payer and does not say what the payer before it paid.",
    fix="Wait for the first payer's remittance and copy its amounts into the claim, zero too.",
    source=cited("837P required content", "2320 AMT*D; EDI rules, section 4; CH-7", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an earlier payer without amount paid."""
    if visit.claim.coverage.payer_responsibility == "P":
        return
    for other in asked_before(visit.claim):
        if other.coordination is None or other.coordination.amount_paid is None:
            yield flag(evidence=(f"payer of rank {other.payer_responsibility}",), pointer="2320.AMT*D")


RULE.examples = """
flags    rank=S other=P:CI 99213 L40.0
near     rank=S other=P:CI:0 99213 L40.0
passes   other=S:CI 99213 L40.0
passes   rank=S other=P:CI:80 99213 L40.0 paid=80 less=CO45:20
"""
