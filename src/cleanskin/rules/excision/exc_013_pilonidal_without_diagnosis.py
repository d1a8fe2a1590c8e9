"""Pilonidal surgery for another diagnosis.

11770 to 11772 are excisions of a pilonidal cyst or sinus (L05).
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-013",
    name="pilonidal-surgery-for-other-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=families("excision_pilonidal"),
    carc="11",
    message="{code} is surgery for a pilonidal cyst, and no diagnosis of the line is one.",
    fix="Point the line to L05.x, or bill the excision of the lesion that was removed.",
    source=cited("CPT guideline conventions", "coding rules EXC-11", trust="derived", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family without L05."""
    for line in visit.in_family("excision_pilonidal"):
        if line.diagnoses and not any(code.startswith("L05") for code in line.diagnoses):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11770 L72.0
near     11770 L05.91
passes   11403 L72.0
"""
