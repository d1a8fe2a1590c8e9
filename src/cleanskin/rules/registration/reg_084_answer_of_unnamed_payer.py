"""A line that carries the answer of a payer the claim does not name.

The answers of lines belong to the claim's other payers by their id; one that fits none is read by nobody.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_have_parties
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-084",
    name="line-answer-of-unnamed-payer",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_have_parties),
    claim_wide=True,
    message="Line {line} ({code}) carries the answer of a payer that is not among the claim's other payers.",
    fix="Give the other payer the same id for the claim and on its lines.",
    source=cited("837P required content", "2330B NM109 and SVD01; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each such line."""
    named: set[str] | None = None
    for line in visit.lines:
        for answer in line.service.adjudications:
            if named is None:
                named = {other.payer.id for other in visit.claim.other_coverages}
            if answer.payer_id not in named:
                yield flag(line, pointer="2430.SVD01")


RULE.examples = """
flags    99213 L40.0 paid=80 less=CO45:20
near     other=P:CI:80 99213 L40.0 paid=80 less=CO45:20
passes   99213 L40.0
"""
