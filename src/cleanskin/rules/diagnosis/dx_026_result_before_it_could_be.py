"""A diagnosis that only pathology can give, on a claim sent on the day of the biopsy.

"Uncertain behavior" and cancer are results.  A claim that leaves the practice on the day the tissue was taken cannot
have them yet, unless a frozen section was read on the spot: the code says what was suspected.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

_RESULTS = frozenset({"uncertain", "malignant", "in_situ"})
_FROZEN = ("88331", "88332", "17311", "17313")

RULE = Rule(
    id="CS-DX-026",
    name="result-before-it-could-be",
    outcome="audit",
    severity="warn",
    triggers=families("biopsy"),
    needs=("submission",),
    carc="11",
    rarc="M76",
    message="The biopsy {code} names a result of pathology and is sent on the day the tissue was taken.",
    fix="Hold the claim for the report, or code D49.2 while it is pending.",
    source=cited(
        "Coding rules of dermatology", "DX-1, PTH-4, SC-15, SC-17", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag biopsies with such diagnoses on a claim sent on their day, without frozen section."""
    if visit.context.submitted_on != visit.on or visit.has_code(*_FROZEN):
        return
    for line in visit.in_family("biopsy"):
        results = [code for code in line.diagnoses if day.diagnosis_group(code) in _RESULTS]
        if results and len(results) == len(line.diagnoses):
            yield flag(line, evidence=[f"diagnoses: {', '.join(results)}"])


RULE.examples = """
flags   submitted=2026-03-02 11102 D48.5
near    submitted=2026-03-09 11102 D48.5
near    submitted=2026-03-02 11102 D49.2
flags   submitted=2026-03-02 11104 C44.519
passes  submitted=2026-03-02 11104 C44.519 | 88331 C44.519
cannot  11102 D48.5
"""
