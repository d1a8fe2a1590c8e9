"""Work of others billed under a physician who was not in the office.

Incident-to asks that a physician of the group is in the suite while the work is done. Without that, a practitioner's
work goes under the practitioner's number, and an assistant's work is not billed to Medicare.
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
    id="CS-ENR-011",
    name="incident-to-without-physician-present",
    outcome="audit",
    severity="hold",
    triggers=classes("visit", "procedure", "surgery"),
    needs=("note", "enrollment"),
    payers=("medicare", "medicare_advantage"),
    message="{codes} is billed under a physician; others did it, and the record says that no physician was present.",
    fix="Bill a practitioner's work under the practitioner's number; take an assistant's work off.",
    source=cited("Medicare benefit policy manual, ch. 15", "s. 60; coding rules MOD-12", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines under a physician that others did while none was there."""
    note = visit.encounter
    if note is not None and note.supervising_physician_present is False:
        lines = office_work_under_physician(visit, "practitioner", "staff")
        if lines:
            yield flag(*lines)


RULE.examples = """
flags    payer=medicare physician=yes note={"performed_by":"staff","supervising_physician_present":false} 99211 L40.0
near     payer=medicare physician=yes note={"performed_by":"staff","supervising_physician_present":true} 99211 L40.0
near     payer=medicare physician=yes note={"performed_by":"physician","supervising_physician_present":false} 99211 L40.0
passes   payer=medicare physician=yes note={"performed_by":"staff"} 99211 L40.0        # the record does not say
cannot   payer=medicare physician=yes 99211 L40.0
"""
