"""A birth date by which the patient is older than 115 years.

The century was mistyped (1916 for 2016), or a default date of some system was never replaced. The payer will not find
the patient.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-013",
    name="birth-date-implausible",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    rarc="N329",
    message="By the birth date the patient is older than 115 years.",
    fix="Compare the birth date with the card.",
    source=cited("837P front-end rejections", "DOB mismatch; EDI rules, section 3", trust="assumption"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an age above 115 years."""
    facts = visit.claim.treated.demographics
    if facts is not None and facts.birth_date is not None and visit.on.year - facts.birth_date.year > 115:
        yield flag(pointer="DMG02")


RULE.examples = """
flags    age=126 99213 L40.0
near     age=26 99213 L40.0
passes   age=104 99213 L40.0
"""
