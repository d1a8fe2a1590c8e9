"""A service dated before the patient was born.

One of the two dates is wrong. When it is the birth date, the payer will not find the patient either.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-002",
    name="service-before-birth",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    message="Line {line} ({code}) is dated before the patient's birth.",
    fix="Compare both dates with the card and the schedule.",
    source=cited("837P front-end rejections", "date before birth; EDI rules, section 3", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a day before the birth date."""
    facts = visit.claim.treated.demographics
    if facts is not None and facts.birth_date is not None and visit.on < facts.birth_date:
        yield flag(*visit.lines, pointer="2400.DTP*472")


RULE.examples = """
flags    member={"demographics":{"birth_date":"2026-03-03"}} 99213 L40.0
near     member={"demographics":{"birth_date":"2026-03-02"}} 99213 L40.0
passes   age=3 99213 L20.9
"""
