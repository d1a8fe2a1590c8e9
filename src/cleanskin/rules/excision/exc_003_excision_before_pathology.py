"""An excision billed before the pathology result decides its code.

Whether 114xx or 116xx is right depends on the result.  Coding it "benign until known" loses the difference when it is a
cancer, and coding it malignant is taken back when it is not.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-003",
    name="excision-without-pathology-result",
    outcome="audit",
    severity="warn",
    triggers=families("excision_benign"),
    message="{code} points to a growth of unspecified nature: the pathology result decides the code.",
    fix="Hold the line until the report is there, then choose 114xx or 116xx and the diagnosis by it.",
    source=cited("CPT guideline conventions", "coding rules EXC-7, DX-1, SC-17", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag benign excisions that point to D49.2 alone."""
    for line in visit.in_family("excision_benign"):
        named = treated(line, day)
        if named and all(code == "D492" for code in named):
            yield flag(line)


RULE.examples = """
flags    11402 D49.2
near     11402 D22.5
passes   11402 D48.5                          # pathology says: uncertain
"""
