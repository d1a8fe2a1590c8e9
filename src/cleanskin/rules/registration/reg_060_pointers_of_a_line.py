"""A line with more than four diagnosis pointers, or the same one twice.

Four pointers fit on a line. A repeated one is a slip of the pen, often for the neighbour that was meant.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-060",
    name="line-pointers-too-many-or-repeated",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    claim_wide=True,
    rarc="M76",
    message="Line {line} ({code}) points to more than four diagnoses, or twice to one.",
    fix="Keep the diagnoses for which this service was done, the most important first, at most four.",
    source=cited("837P required content", "2400 SV107; EDI rules, section 4, limits", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a repeated pointer with a doubt; more than four do not fit."""
    for line in visit.lines:
        pointers = line.service.diagnosis_pointers
        if len(pointers) > 4:
            yield flag(line, evidence=(f"{len(pointers)} pointers",), severity="hold", pointer="2400.SV107")
        elif len(pointers) > 1 and len(set(pointers)) < len(pointers):
            yield flag(line, evidence=("one is repeated",), pointer="2400.SV107")


RULE.examples = """
flags    99213 L57.0,L82.0,L82.1,L40.0,L30.9
near     99213 L57.0,L82.0,L82.1,L40.0
flags    line1={"diagnosis_pointers":[1,1]} 99213 L57.0,L40.0
passes   99213 L57.0
"""
