"""A diagnosis of one side while the record names only the other.

C44.612 is the right arm.  When every lesion of the record lies on the left, the claim names the wrong side: the code or
the record is wrong, and a later auditor reads both.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

_OTHER = {"right": "left", "left": "right"}

RULE = Rule(
    id="CS-DX-021",
    name="side-of-diagnosis-against-record",
    outcome="denial",
    severity="hold",
    triggers=classes("procedure", "surgery"),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="The diagnosis of line {line} names the other side than the record.",
    fix="Take the diagnosis code of the recorded side, or have the record corrected if it is wrong.",
    source=cited("Coding rules of dermatology", "DX-5, DX-6, SC-13", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag procedure lines with a diagnosis of a side on which the record has no lesion."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    recorded = {lesion.side for lesion in lesions}
    if len(recorded) != 1 or not recorded <= _OTHER.keys():
        return
    side = recorded.pop()
    for line in visit.of_class("procedure", "surgery"):
        named = [code for code in line.diagnoses if day.diagnosis_side(code) == _OTHER[side]]
        if named:
            yield flag(line, evidence=[f"{', '.join(named)} is {_OTHER[side]}; every recorded lesion is {side}"])


RULE.examples = """
flags   note={"lesions":[{"side":"left","technique":"excision"}]} 11602 C44.612
near    note={"lesions":[{"side":"right","technique":"excision"}]} 11602 C44.612
near    note={"lesions":[{"side":"left","technique":"excision"}]} 11602 C44.619
passes  note={"lesions":[{"side":"left"},{"side":"right"}]} 11602 C44.612
cannot  11602 C44.612
"""
