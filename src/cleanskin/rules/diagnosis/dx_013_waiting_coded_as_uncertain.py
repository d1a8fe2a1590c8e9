"""A growth coded as of uncertain behavior while its pathology is not back.

D48.5 is what a pathologist says of a growth that was examined.  Until the report is there the growth is unspecified:
D49.2.  D48.5 for "waiting" overstates the disease, and an auditor asks for the report.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-013",
    name="waiting-coded-as-uncertain",
    outcome="audit",
    severity="hold",
    triggers=diagnoses("D485", "D481", "D370", "D392", "D398", "D407", "D408"),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="Line {line} says uncertain behavior, and no pathology report says so.",
    fix="Wait for the report, or take D49.2 while it is pending.",
    source=cited("Coding rules of dermatology", "DX-1, SC-15, TRAP-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of uncertain behavior when no lesion of the record has such a report."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    reports = [lesion.pathology.behavior for lesion in lesions if lesion.pathology is not None]
    if not lesions or "uncertain" in reports:
        return
    for line in visit.lines:
        if any(code.startswith(tuple(RULE.triggers.diagnoses)) for code in line.diagnoses):
            yield flag(line, evidence=[f"reports of the record: {', '.join(filter(None, reports)) or 'none'}"])


RULE.examples = """
flags   note={"lesions":[{"technique":"tangential","pathology":{"behavior":"pending"}}]} 11102 D48.5
near    note={"lesions":[{"technique":"tangential","pathology":{"behavior":"uncertain"}}]} 11102 D48.5
near    note={"lesions":[{"technique":"tangential","pathology":{"behavior":"pending"}}]} 11102 D49.2
flags   note={"lesions":[{"technique":"tangential"}]} 11102 D48.5
cannot  11102 D48.5
passes  note={"problems":[{"name":"follow-up"}]} 99213 D48.5        # nothing is said of the lesion here
"""
