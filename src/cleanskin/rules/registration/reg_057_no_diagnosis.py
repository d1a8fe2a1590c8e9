"""A claim without any diagnosis.

A professional claim has at least one: the reason for the visit, at least a symptom or an encounter code.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import diagnoses_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-057",
    name="claim-without-diagnosis",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(diagnoses_in_doubt),
    claim_wide=True,
    rarc="M76",
    message="The claim has no diagnosis.",
    fix="Add the diagnoses from the record and point the lines to them.",
    source=cited("837P required content", "2300 HI*ABK; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the claim whose list is empty."""
    if not visit.diagnoses:
        yield flag(pointer="2300.HI")


RULE.examples = """
flags    99213
near     99213 L40.0
flags    99213-25 | 17000
passes   99213 R21
"""
