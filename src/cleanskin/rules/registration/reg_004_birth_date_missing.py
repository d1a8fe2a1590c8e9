"""A claim without the patient's birth date.

Payers match a patient by number, name and birth date; one of them missing or different and the claim comes back as
"patient not found".
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-004",
    name="birth-date-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    rarc="N329",
    message="The patient's birth date is missing.",
    fix="Add it from the card or the eligibility answer.",
    source=cited("837P required content", "DMG02; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a patient without birth date."""
    facts = visit.claim.treated.demographics
    if facts is None or facts.birth_date is None:
        yield flag(pointer="2010BA.DMG02" if visit.claim.is_self else "2010CA.DMG02")


RULE.examples = """
flags    member={"demographics":{"birth_date":null}} 99213 L40.0
near     99213 L40.0
flags    member={"demographics":null} 99213 L40.0
passes   claim={"patient":{"role":"patient","name":"B","demographics":{"birth_date":"2015-02-03"}}} 99213 B07.8
"""
