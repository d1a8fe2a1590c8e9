"""A secondary claim that does not say when the first payer answered.

The second payer checks the day against its own filing limit, which runs from the first payer's answer.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import other_payers
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-083",
    name="other-payer-answer-without-day",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(other_payers),
    claim_wide=True,
    message="The answer of a payer before this one has no day.",
    fix="Add the day of that payer's remittance, for the claim or on every line.",
    source=cited("837P required content", "2330B or 2430 DTP*573; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an answered payer with a day neither for the claim nor on each of its line answers."""
    for other in visit.claim.other_coverages:
        answer = other.coordination
        if answer is None or answer.amount_paid is None or answer.date_adjudicated is not None:
            continue
        days = [
            one.date_adjudicated
            for line in visit.claim.lines
            for one in line.adjudications
            if one.payer_id == other.payer.id
        ]
        if not days or None in days:
            yield flag(pointer="2430.DTP*573")


RULE.examples = """
flags    rank=S other={"payer_responsibility":"P","coordination":{"amount_paid":8000}} 99213 L40.0
near     rank=S other=P:CI:80 99213 L40.0
passes   rank=S other=P:CI 99213 L40.0                   # no answer at all: CS-REG-080
"""
