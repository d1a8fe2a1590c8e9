"""A follow-up after completed cancer treatment on the line of a cancer that is still there.

Z08 says that the cancer was treated and is gone.  A line that points to it and to a cancer says both.  A new cancer
found at a follow-up belongs to the line of its own treatment.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-009",
    name="follow-up-beside-active-cancer",
    outcome="audit",
    severity="warn",
    triggers=diagnoses("Z08"),
    carc="11",
    rarc="M76",
    message="Line {line} says that cancer treatment is completed and names a cancer.",
    fix="While the cancer is there or treated, name it without Z08; when it is gone, name its history code.",
    source=cited(
        "ICD-10-CM guidelines", "sections I.C.2.m, I.C.21.c.8; coding rules DX-4", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line that points to Z08 and to a malignant or in-situ growth."""
    for line in visit.lines:
        if "Z08" in line.diagnoses:
            active = [code for code in line.diagnoses if day.diagnosis_group(code) in ("malignant", "in_situ")]
            if active:
                yield flag(line, evidence=[f"Z08 beside {', '.join(active)}"])


RULE.examples = """
flags   99213 Z08,C44.311
near    99213 Z08,Z85.828
flags   99213 Z08,D04.39
passes  99213-25 Z08,Z85.828 | 11102 D49.2
"""
