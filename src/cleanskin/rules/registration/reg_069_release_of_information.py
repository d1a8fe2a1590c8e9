"""A claim that does not say whether information may be released.

Y (signed) or I (consent by law) stands on every claim; the payer may not even read a claim without it.
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
    id="CS-REG-069",
    name="release-of-information-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The claim does not say that the patient agreed to the release of information.",
    fix="Say Y with a signed release on file, I where the law gives consent.",
    source=cited("837P required content", "2300 CLM09; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag everything but Y and I."""
    if visit.claim.release_of_information not in ("Y", "I"):
        yield flag(pointer="2300.CLM09")


RULE.examples = """
flags    claim={"release_of_information":""} 99213 L40.0
near     claim={"release_of_information":"I"} 99213 L40.0
passes   99213 L40.0
"""
