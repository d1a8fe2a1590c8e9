"""Work of a practitioner billed under a physician in a facility.

Incident-to exists in the office only. In a hospital, its outpatient departments and surgery centers a practitioner's
work goes under the practitioner's own number (or, for a visit, as shared with FS).
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
    id="CS-ENR-012",
    name="incident-to-outside-office",
    outcome="audit",
    severity="hold",
    triggers=classes("visit", "procedure", "surgery"),
    needs=("note", "enrollment"),
    payers=("medicare", "medicare_advantage"),
    message="{codes} is billed under a physician; a practitioner did it, and the place is not the office.",
    fix="Bill it under the practitioner's number.",
    source=cited("Medicare benefit policy manual, ch. 15", "s. 60; coding rules MOD-12", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines under a physician that a practitioner did in a facility, unless the visit is said to be shared."""
    lines = []
    for line in office_work_under_physician(visit, "practitioner"):
        place = day.place_of_service(line.place_of_service)
        if place is not None and place.setting == "facility" and not line.has("FS"):
            lines.append(line)
    if lines:
        yield flag(*lines, evidence=(f"place of service {lines[0].place_of_service}",))


RULE.examples = """
flags    pos=22 payer=medicare physician=yes note={"performed_by":"practitioner"} 11102 D49.2
near     pos=11 payer=medicare physician=yes note={"performed_by":"practitioner"} 11102 D49.2
near     pos=22 payer=medicare physician=no note={"performed_by":"practitioner"} 11102 D49.2
passes   pos=22 payer=medicare physician=yes note={"performed_by":"practitioner"} 99213-FS L40.0
cannot   pos=22 payer=medicare 11102 D49.2
"""
