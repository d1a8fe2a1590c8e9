"""One coverage stands twice on the claim.

The same payer with the same member id cannot pay first and second. A patient's insurance was entered again instead of
being changed.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import other_payers
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-087",
    name="same-coverage-twice",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(other_payers),
    claim_wide=True,
    carc="22",
    message="The same payer and member id stand on the claim as two coverages.",
    fix="Remove the second one.",
    source=cited("837P front-end rejections", "2000B and 2330; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag another coverage with the same payer and member id."""
    own = visit.claim.coverage
    for other in visit.claim.other_coverages:
        if other.payer.id and other.payer.id == own.payer.id and other.subscriber.id == own.subscriber.id:
            yield flag(pointer="2330B.NM109")


RULE.examples = """
flags    payer_id=88888 member={"id":"O1"} other=S:CI 99213 L40.0
near     payer_id=77777 member={"id":"O1"} other=S:CI 99213 L40.0
near     payer_id=88888 member={"id":"O2"} other=S:CI 99213 L40.0
passes   99213 L40.0
"""
