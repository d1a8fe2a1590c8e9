"""Mohs surgery without a diagnosis of cancer.

Mohs surgery is for malignant tumors, also in situ.  A growth that is benign, precancerous or not named yet gets the
claim refused: the biopsy's result belongs on it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import has_cancer, is_undetermined, named, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-001",
    name="mohs-without-cancer",
    outcome="denial",
    severity="hold",
    triggers=families("mohs"),
    carc="11",
    message="{code} is for malignant tumors, and the line points to no cancer.",
    fix="Point to the cancer that the pathology reports; if there is none, Mohs surgery is not the service.",
    source=cited(
        "Mohs surgery articles of Medicare contractors (A56515)",
        "coding rules DX-5, SC-14",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with diagnoses of which none is a cancer or a growth found uncertain."""
    for line in visit.in_family("mohs"):
        if has_cancer(line):
            continue
        codes = treated(line, day)
        if codes and not any(is_undetermined(code) for code in codes):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17311 L57.0
near     17311 C44.311
flags    17313 D22.5
passes   17311 D03.39
passes   17311 L57.0,C44.319
"""
