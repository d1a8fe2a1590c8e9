"""A replacement or void sent to Medicare Part B.

Part B corrects by reopening or appeal, not by replacement claims; a claim that Medicare called unprocessable is sent
again as new. Readers of other sources will find it said that replacements are taken: ask the contractor.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-065",
    name="replacement-claim-to-medicare",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    payers=("medicare",),
    message="The claim goes to Medicare Part B with a frequency code of a replacement or void.",
    fix="Ask for a reopening, or appeal; when the remittance says unprocessable (MA130), send a new claim.",
    source=cited("Denials and appeals", "DEN-11, CH-4", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag frequency 7 and 8."""
    if visit.claim.frequency_code in ("7", "8"):
        yield flag(pointer="2300.CLM05-3")


RULE.examples = """
flags    payer=medicare frequency=7 99213 L40.0
near     payer=commercial frequency=7 99213 L40.0
near     payer=medicare frequency=1 99213 L40.0
passes   payer=medicare 99213 L40.0
"""
