"""A benign excision code for a cancer.

A cancer, also in situ, is excised with 116xx, which is paid better and needs the pathology result.  114xx with a malignant
diagnosis loses money and contradicts itself.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import is_cancer, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-001",
    name="benign-excision-for-cancer",
    outcome="underpayment",
    severity="hold",
    triggers=families("excision_benign"),
    carc="11",
    message="{code} is for benign lesions, but the line points only to a cancer.",
    fix="Bill 116xx of the same size and site group when the pathology report confirms it; or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules EXC-7, SC-14", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag benign excisions whose every diagnosis is a cancer."""
    for line in visit.in_family("excision_benign"):
        named = treated(line, day)
        if named and all(is_cancer(code) for code in named):
            yield flag(line, evidence=[f"the line points to {', '.join(named)}"])


RULE.examples = """
flags    11402 C44.519
near     11402 D22.5
flags    11402 D03.59
passes   11402 Z85.828,D22.5                  # the cancer is history
passes   11602 C44.519
"""
