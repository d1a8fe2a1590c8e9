"""A place of service that is missing or that no list of places has.

The place decides which fee is paid and whether the service is covered at all. Without one, or with one that does not
exist, the claim is refused.
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

RULE = Rule(
    id="CS-POS-001",
    name="place-of-service-unknown",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    carc="16",
    rarc="M77",
    message="Line {line} ({code}) has no place of service, or one that is not on the list of that day.",
    fix="Enter the place where the patient was: 11 office, 22 hospital outpatient, 24 surgery center, 10 or 02 telehealth.",
    source=cited("CMS place of service code set", "coding rules MOD-13", trust="published"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of each unknown place; with a doubt when it has the form of one and may be newer than the list."""
    unknown = [line for line in visit.lines if day.place_of_service(line.place_of_service) is None]
    for place in dict.fromkeys(line.place_of_service for line in unknown) if unknown else ():
        lines = [line for line in unknown if line.place_of_service == place]
        formed = len(place) == 2 and place.isdigit()
        yield flag(*lines, evidence=(f"place {place or 'missing'}",), severity="warn" if formed else None)


RULE.examples = """
flags    pos=97 99213 L40.0
near     pos=11 99213 L40.0
flags    claim={"place_of_service":""} 99213 L40.0
flags    pos=1 99213 L40.0
flags    on=2021-12-31 pos=10 99213-95 L40.0              # 10 began with 2022
passes   on=2022-01-01 pos=10 99213-95 L40.0
passes   99213 L40.0 | 11102 D49.2 pos=22
"""
