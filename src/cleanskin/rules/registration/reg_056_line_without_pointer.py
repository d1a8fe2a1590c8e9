"""A line that points to no diagnosis.

Every professional line says why it was done by pointing to one to four of the claim's diagnoses.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-056",
    name="line-without-diagnosis-pointer",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    claim_wide=True,
    rarc="M76",
    message="Line {line} ({code}) points to no diagnosis.",
    fix="Point it to the diagnosis for which it was done.",
    source=cited("837P required content", "2400 SV107; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines without pointers, when the claim has diagnoses."""
    if not visit.diagnoses:
        return
    for line in visit.lines:
        if not line.service.diagnosis_pointers:
            yield flag(line, pointer="2400.SV107")


RULE.examples = """
flags    11102 D49.2 | 88305
near     11102 D49.2 | 88305 D49.2
passes   11102 D49.2
passes   11102                              # a claim without any diagnosis: CS-REG-057
"""
