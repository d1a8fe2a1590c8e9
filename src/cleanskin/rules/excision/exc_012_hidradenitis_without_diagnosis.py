"""Hidradenitis surgery for another diagnosis.

11450 to 11471 are excisions of the sweat-gland bearing skin for hidradenitis (L73.2), with a 90-day global period.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-012",
    name="hidradenitis-surgery-for-other-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=families("excision_hidradenitis"),
    carc="11",
    message="{code} is surgery for hidradenitis, and no diagnosis of the line is hidradenitis.",
    fix="Point the line to L73.2, or bill the excision of the lesion that was removed.",
    source=cited("CPT guideline conventions", "coding rules EXC-11", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family without L73.2."""
    for line in visit.in_family("excision_hidradenitis"):
        if line.diagnoses and "L732" not in line.diagnoses:
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11450 L72.0
near     11450 L73.2
passes   11403 L72.0
"""
