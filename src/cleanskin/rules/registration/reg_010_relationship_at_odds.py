"""The patient's relationship to the subscriber is missing or contradicts the claim.

Either the subscriber is the patient (relationship 18), and no patient is named beside; or another patient is named, and
the claim says how they are related. A claim that says both, or neither, is refused.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-010",
    name="relationship-at-odds",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    message="The relationship of the patient to the subscriber is missing, or does not go with whom the claim names.",
    fix="Say 18 (self) and name no patient, or name the patient and the relationship.",
    source=cited("837P required content", "SBR02, PAT01; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag self with a patient named, somebody else with none named, and a named patient without relationship."""
    claim = visit.claim
    said = claim.coverage.relationship
    if claim.patient is None:
        if said != "18":
            yield flag(evidence=("no patient is named, and the subscriber is not said to be the patient",))
    elif said == "18":
        yield flag(evidence=("a patient is named, and the subscriber is said to be the patient",))
    elif not (claim.patient_relationship or said):
        yield flag(evidence=("a patient is named without relationship to the subscriber",))


RULE.examples = """
flags    coverage={"relationship":""} 99213 L40.0
near     coverage={"relationship":"18"} 99213 L40.0
flags    claim={"patient":{"role":"patient","name":"B"}} 99213 B07.8
flags    claim={"patient":{"role":"patient","name":"B"},"coverage":{"relationship":""}} 99213 B07.8
passes   claim={"patient":{"role":"patient"},"patient_relationship":"19"} coverage={"relationship":""} 99213 B07.8
"""
