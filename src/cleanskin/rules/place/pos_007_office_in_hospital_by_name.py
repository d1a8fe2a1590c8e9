"""The office as place of service, while the service location is by its name a hospital or surgery center.

Office pay in a facility is one of the oldest findings of federal audits: the practice expense was the facility's. An
office that the practice rents in a hospital's building is an office all the same.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    classes,
    flag,
)
from cleanskin.rules.visit import Visit

_WORDS = ("HOSPITAL", "AMBULATORY SURG", "SURGICENTER")
"""A "skin surgery center" is what many dermatology offices call themselves."""


RULE = Rule(
    id="CS-POS-007",
    name="office-place-in-hospital-by-name",
    outcome="audit",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery"),
    claim_wide=True,
    message="The place of service is the office, and the service location is called a hospital or surgery center.",
    fix="Ask where the patient was. If in a department of the hospital: 22 or 19; in a surgery center: 24.",
    source=cited("OIG audits of place-of-service errors", "coding rules MOD-13", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines at 11 of a claim whose service location bears such a name."""
    facility = visit.claim.provider("service_facility")
    if facility is None or facility.is_person or not any(word in facility.name.upper() for word in _WORDS):
        return
    lines = [line for line in visit.of_class("visit", "procedure", "surgery") if line.place_of_service == "11"]
    if lines:
        yield flag(*lines, pointer="2300.CLM05-1")


RULE.examples = """
flags    claim={"providers":[{"role":"service_facility","name":"EXAMPLE_HOSPITAL"}]} 11102 D49.2
near     claim={"providers":[{"role":"service_facility","name":"EXAMPLE_OFFICE"}]} 11102 D49.2
flags    claim={"providers":[{"role":"service_facility","name":"EXAMPLE AMBULATORY SURGICENTER"}]} 14060 C44.311
passes   claim={"providers":[{"role":"service_facility","name":"EXAMPLE SKIN SURGERY CENTER"}]} 14060 C44.311
passes   pos=22 claim={"providers":[{"role":"service_facility","name":"EXAMPLE_HOSPITAL"}]} 11102 D49.2
"""
