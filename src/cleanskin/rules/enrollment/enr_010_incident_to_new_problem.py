"""A new problem seen by a nurse practitioner or physician assistant and billed under the physician.

Medicare pays such work in full under the physician's number only when it follows the physician's own plan for a known
problem. A new patient or a new problem is billed under the clinician's own number, at 85 percent.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.enrollment.incident_to import office_work_under_physician
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    classes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-ENR-010",
    name="incident-to-on-new-problem",
    outcome="audit",
    severity="hold",
    triggers=classes("visit"),
    needs=("note", "enrollment"),
    payers=("medicare", "medicare_advantage"),
    message="{code} is billed under the physician, but another clinician saw a new patient or problem.",
    fix="Bill it under the number of the clinician who saw the patient.",
    source=cited("Medicare benefit policy manual, ch. 15", "s. 60; coding rules MOD-12, SC-35", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits under a physician that the record gives to another clinician, with a new patient or problem."""
    note = visit.encounter
    lines = [line for line in office_work_under_physician(visit, "practitioner") if line.visit_class == "visit"]
    if note is None or not lines:
        return
    if note.new_patient:
        yield flag(*lines, evidence=("the record says: new patient",))
    elif any(problem.status in ("new", "acute") for problem in note.problems):
        yield flag(*lines, evidence=("the record says: new problem",))


RULE.examples = """
flags    payer=medicare physician=yes note={"performed_by":"practitioner","new_patient":true} 99203 L40.0
near     payer=medicare physician=no note={"performed_by":"practitioner","new_patient":true} 99203 L40.0
flags    payer=medicare physician=yes note={"performed_by":"practitioner","problems":[{"name":"rash","status":"new"}]} 99213 R21
near     payer=medicare physician=yes note={"performed_by":"practitioner","problems":[{"name":"rash","status":"stable"}]} 99213 R21
passes   payer=medicare physician=yes note={"performed_by":"physician","new_patient":true} 99203 L40.0
cannot   payer=medicare physician=yes 99203 L40.0
"""
