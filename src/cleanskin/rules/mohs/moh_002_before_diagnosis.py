"""Mohs surgery for a growth whose nature is uncertain or not stated.

D49 says that nobody has named the growth yet: the claim is too early.  D48 is what a pathologist found uncertain; a few
such tumors are treated by Mohs surgery, and the payer wants to read why.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import has_cancer, is_undetermined, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-002",
    name="mohs-before-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=families("mohs"),
    carc="11",
    message="{code} is for malignant tumors, but the diagnosis is still open.",
    fix="Wait for the pathology, then point to the cancer that it reports.",
    source=cited("Coding rules of dermatology", "DX-1, DX-5, SC-14, SC-17", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines that point to an undetermined growth and no cancer; warn where a pathologist found it uncertain."""
    for line in visit.in_family("mohs"):
        if has_cancer(line):
            continue
        if open_ones := [code for code in line.diagnoses if is_undetermined(code)]:
            named_none = all(code.startswith("D49") for code in open_ones)
            yield flag(line, evidence=[named(line)], severity="hold" if named_none else "warn")


RULE.examples = """
flags    17311 D49.2
near     17311 C44.311
flags    17311 D48.5
passes   17311 C44.311,D49.2
passes   17311 L57.0                          # another rule
"""
