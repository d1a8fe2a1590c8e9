"""A claim number that is missing or longer than a payer gives back.

The patient control number comes back with every acknowledgement and payment; by it the answer finds its claim. Payers
must return twenty characters and may cut the rest, and then nothing matches.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import claim_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-050",
    name="claim-number-missing-or-too-long",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(claim_in_doubt),
    claim_wide=True,
    message="The claim has no number of its own, or one that is too long to come back whole.",
    fix="Give the claim a number of at most twenty letters and digits that no other claim has.",
    source=cited("837P required content", "2300 CLM01; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag none or more than 38 characters; more than 20 with a doubt."""
    length = len(visit.claim.patient_control_number)
    if length == 0 or length > 38:
        yield flag(evidence=(f"{length} characters",), pointer="2300.CLM01")
    elif length > 20:
        yield flag(evidence=(f"{length} characters",), severity="warn", pointer="2300.CLM01")


RULE.examples = """
flags    number=A12345678901234567890 99213 L40.0
near     number=A1234567890123456789 99213 L40.0               # twenty
flags    claim={"patient_control_number":""} 99213 L40.0
passes   99213 L40.0
"""
