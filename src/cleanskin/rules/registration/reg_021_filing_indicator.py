"""A claim filing indicator that is missing or does not exist.

It tells the payer's kind (MB Medicare Part B, MC Medicaid, BL Blue Cross, CI commercial, ...). Payers return claims on
which it does not fit, and this scrubber takes the payer's rules from it.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

_INDICATORS = frozenset(
    ("11", "12", "13", "14", "15", "16", "17", "AM", "BL", "CH", "CI", "DS",
     "FI", "HM", "LM", "MA", "MB", "MC", "OF", "TV", "VA", "WC", "ZZ")
)  # fmt: skip


RULE = Rule(
    id="CS-REG-021",
    name="claim-filing-indicator-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    message="The claim filing indicator, which tells the kind of payer, is missing or is no such code.",
    fix="Set it by the payer: MB for Medicare Part B, 16 for Medicare Advantage, MC, CH, BL, CI, HM, WC, AM.",
    source=cited("837P required content", "2000B SBR09; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an indicator that is none of the codes of the standard."""
    if visit.claim.coverage.claim_filing_indicator not in _INDICATORS:
        yield flag(pointer="2000B.SBR09")


RULE.examples = """
flags    coverage={"claim_filing_indicator":""} 99213 L40.0
near     coverage={"claim_filing_indicator":"BL"} 99213 L40.0
near     coverage={"claim_filing_indicator":"HM"} 99213 L40.0
flags    coverage={"claim_filing_indicator":"09"} 99213 L40.0        # a code of the version before
passes   payer=medicare 99213 L40.0
"""
