"""A service dated after the patient's death.

The claim itself gives the day of death. Pathology read later belongs to the day the specimen was taken.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-003",
    name="service-after-death",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    carc="13",
    message="Line {line} ({code}) is dated after the day of death that the claim gives.",
    fix="Correct the date of service; a specimen's examination takes the day it was taken.",
    source=cited("837P required content", "PAT06; denials and appeals, map of reasons", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a day after the day of death."""
    claim = visit.claim
    facts = claim.patient_facts if claim.patient is not None else claim.subscriber_facts
    if facts is not None and facts.date_of_death is not None and visit.on > facts.date_of_death:
        yield flag(*visit.lines, pointer="2000B.PAT06")


RULE.examples = """
flags    claim={"subscriber_facts":{"date_of_death":"2026-03-01"}} 88305 C44.311
near     claim={"subscriber_facts":{"date_of_death":"2026-03-02"}} 88305 C44.311
passes   99213 L40.0
"""
