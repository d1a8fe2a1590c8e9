"""A claim whose total is not the sum of its lines.

Front ends add the lines up and return the claim when the sum differs, by a cent too.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import claim_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-051",
    name="claim-total-not-sum-of-lines",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(claim_in_doubt),
    claim_wide=True,
    message="The claim's total charge is not the sum of its lines' charges.",
    fix="Find the line that was changed, added or removed, and total again.",
    source=cited("837P front-end rejections", "2300 CLM02 and SV102; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the difference."""
    billed = visit.claim.amount_billed
    total = sum([line.amount_billed for line in visit.claim.lines])
    if total != billed:
        yield flag(evidence=(f"total {billed / 100:.2f}, lines {total / 100:.2f}",), pointer="2300.CLM02")


RULE.examples = """
flags    claim={"amount_billed":9900} 99213 $100 L40.0
near     claim={"amount_billed":9900} 99213 $99 L40.0
flags    claim={"amount_billed":20000} 99213-25 $100 L40.0 | 17000 $100.01 L57.0
passes   99213-25 $100 L40.0 | 17000 $100.01 L57.0
"""
