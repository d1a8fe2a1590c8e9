"""A diagnosis without a side although the record names the side of every lesion.

"Side not stated" is for records that do not state it.  Where the record does, the coder takes the code with the side;
some payers deny the other.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-020",
    name="side-not-stated-though-recorded",
    outcome="denial",
    severity="warn",
    triggers=classes("procedure", "surgery"),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="The diagnosis of line {line} leaves the side open, and the record names it.",
    fix="Take the diagnosis code of the recorded side.",
    source=cited(
        "Coding rules of dermatology", "DX-6, SC-16; ICD-10-CM guidelines I.B.13", checked_on=date(2026, 11, 22)
    ),
)

_SIDES = frozenset(("right", "left"))


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with an unsided diagnosis when each lesion of the record has a side."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    sides = {lesion.side for lesion in lesions}
    if not sides or not sides <= _SIDES:
        return
    for line in visit.of_class("procedure", "surgery"):
        unsaid = [code for code in line.diagnoses if day.diagnosis_side(code) == "unspecified"]
        if unsaid and len(unsaid) == len(line.diagnoses):
            yield flag(line, evidence=[f"{', '.join(unsaid)}; recorded: {', '.join(sorted(sides))}"])


RULE.examples = """
flags   note={"lesions":[{"site":"forearm","side":"right","technique":"excision"}]} 11602 C44.611
near    note={"lesions":[{"site":"forearm","side":"right","technique":"excision"}]} 11602 C44.612
near    note={"lesions":[{"site":"forearm","side":"","technique":"excision"}]} 11602 C44.611
passes  note={"lesions":[{"site":"back","technique":"excision"}]} 11602 C44.519
cannot  11602 C44.611
"""
