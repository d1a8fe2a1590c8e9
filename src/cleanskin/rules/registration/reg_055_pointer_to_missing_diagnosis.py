"""A line that points to a diagnosis the claim does not have.

The line then gives no reason, or the wrong one when a diagnosis was removed and the pointers were left.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-055",
    name="pointer-to-missing-diagnosis",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    claim_wide=True,
    rarc="M76",
    message="Line {line} ({code}) points to a diagnosis that the claim does not list.",
    fix="Point it to the right diagnosis, or add the missing one from the record.",
    source=cited("837P front-end rejections", "SV107 and HI; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with a pointer beyond the list."""
    count = len(visit.diagnoses)
    for line in visit.lines:
        for pointer in line.service.diagnosis_pointers:
            if not 0 < pointer <= count:
                yield flag(line, evidence=(f"pointer {pointer} of {count} diagnoses",), pointer="2400.SV107")
                break


RULE.examples = """
flags    line1={"diagnosis_pointers":[2]} 17000 L57.0
near     line1={"diagnosis_pointers":[1]} 17000 L57.0
flags    line1={"diagnosis_pointers":[1,3]} 17000 L57.0,L82.1
near     line1={"diagnosis_pointers":[1,2]} 17000 L57.0,L82.1
passes   17000 L57.0
"""
