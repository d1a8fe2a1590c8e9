"""Two payers of one claim have the same rank, or the claim goes to a second payer and names no first one.

Primary, secondary and tertiary come once each. Sent to the wrong one first, the claim is denied until the other payer
has answered, and the time to file runs on.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import SITUATION
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-024",
    name="payer-order-at-odds",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    carc="22",
    rarc="MA83",
    message="The order of the claim's payers contradicts itself.",
    fix="Give each payer its own rank, P to the first, and name every payer before the one the claim goes to.",
    source=cited("837P front-end rejections", "SBR01 of 2000B and 2320; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a rank that occurs twice, and a missing primary payer."""
    claim = visit.claim
    rank = claim.coverage.payer_responsibility
    if rank == "P" and not claim.other_coverages:
        return
    ranks = [rank, *(other.payer_responsibility for other in claim.other_coverages)]
    if len(set(ranks) - {"U", ""}) < len([one for one in ranks if one not in ("U", "")]):
        yield flag(evidence=(f"ranks: {', '.join(ranks)}",), pointer="2000B.SBR01")
    elif rank in ("S", "T") and "P" not in ranks:
        yield flag(
            evidence=(f"the claim goes to a payer of rank {rank}; no primary payer is named",), pointer="2320.SBR01"
        )


RULE.examples = """
flags    other=P:CI 99213 L40.0
near     other=S:CI 99213 L40.0
flags    coverage={"payer_responsibility":"S"} 99213 L40.0
near     coverage={"payer_responsibility":"P"} 99213 L40.0
passes   coverage={"payer_responsibility":"S"} other=P:CI 99213 L40.0
passes   99213 L40.0
"""
