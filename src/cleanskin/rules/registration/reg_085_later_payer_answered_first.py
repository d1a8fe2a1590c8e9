"""A payer that ranks after the one the claim goes to has already answered.

The order was turned around: the secondary was asked first, or the ranks are wrong. Both payers will want the other's
answer.
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
    id="CS-REG-085",
    name="later-payer-answered-first",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    carc="22",
    rarc="MA83",
    message="A payer that ranks after this one has already paid or answered.",
    fix="Check with both payers who is first; correct the ranks, or refund and bill in order.",
    source=cited("837P required content", "2320 SBR01, AMT*D; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an amount paid by a payer that does not rank before."""
    others = visit.claim.other_coverages
    if others:
        earlier = asked_before(visit.claim)
        for other in others:
            paid = other.coordination.amount_paid if other.coordination is not None else None
            if paid is not None and other not in earlier and other.payer_responsibility in ("S", "T"):
                yield flag(pointer="2320.SBR01")


RULE.examples = """
flags    other=S:CI:80 99213 L40.0
near     other=S:CI 99213 L40.0
passes   rank=S other=P:CI:80 99213 L40.0
"""
