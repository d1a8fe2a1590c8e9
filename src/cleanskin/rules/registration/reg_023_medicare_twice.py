"""Two payers of one claim are both Medicare.

Nobody has Medicare twice. It comes from a supplement or an Advantage plan that was entered with Medicare's indicator;
the payer behind the second one is then never asked.
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
    id="CS-REG-023",
    name="medicare-named-twice",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=SITUATION,
    payers=("medicare",),
    carc="22",
    message="Two payers of the claim carry Medicare's filing indicator.",
    fix="Find out what the second one is: a supplement (CI or another), Medicaid (MC), an Advantage plan (16) alone.",
    source=cited("837P front-end rejections", "SBR09, both payers MB; EDI rules, section 3", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag another coverage with an indicator of Medicare."""
    if any(other.claim_filing_indicator in ("MA", "MB") for other in visit.claim.other_coverages):
        yield flag(pointer="2320.SBR09")


RULE.examples = """
flags    payer=medicare other=S:MB 99213 L40.0
near     payer=medicare other=S:CI 99213 L40.0
passes   payer=medicare 99213 L40.0
"""
