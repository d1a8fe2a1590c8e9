"""A malignant excision code without a malignant diagnosis.

116xx needs a diagnosis of cancer or of cancer in situ on the line.  Atypical and dysplastic moles, growths of uncertain
behavior and growths without a result are 114xx.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

MALIGNANT = ("C", "D03", "D04")
"""Beginnings of diagnoses that 116xx stands for: cancers, melanoma and carcinoma in situ of the skin."""

RULE = Rule(
    id="CS-EXC-002",
    name="malignant-excision-without-cancer",
    outcome="audit",
    severity="hold",
    triggers=families("excision_malignant"),
    carc="11",
    message="{code} is for cancers, and no diagnosis of the line is one.",
    fix="Wait for the pathology report; without a cancer in it bill 114xx of the same size and site group.",
    source=cited("CPT guideline conventions", "coding rules EXC-7, DX-5, SC-14", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag malignant excisions that point to diagnoses, none of them malignant."""
    for line in visit.in_family("excision_malignant"):
        named = treated(line, day)
        if named and not any(code.startswith(MALIGNANT) for code in named):
            yield flag(line, evidence=[f"the line points to {', '.join(named)}"])


RULE.examples = """
flags    11602 D22.5
near     11602 C44.519
flags    11602 D48.5
flags    11602 D49.2
passes   11602 D04.5
passes   11606 C49.5                          # a dermatofibrosarcoma by its site
"""
