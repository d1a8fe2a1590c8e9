"""Mohs surgery of a basal cell carcinoma of the trunk.

The appropriate-use criteria keep Mohs surgery from most small primary basal cell carcinomas of the trunk, and payers
ask for the reason: a recurrence, an aggressive type, a size, a weakened patient.  The claim does not show it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import diagnosis_of
from cleanskin.rules.diagnosis_fit import is_cancer, named
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

TRUNK = ("C4451",)
"""Basal cell carcinoma of the trunk in ICD-10-CM."""

RULE = Rule(
    id="CS-MOH-025",
    name="mohs-of-trunk-basal-cell-carcinoma",
    outcome="audit",
    severity="warn",
    triggers=codes(*FIRST),
    carc="50",
    rarc="N115",
    message="{code} treats a basal cell carcinoma of the trunk, which is often not in place for Mohs surgery.",
    fix="See that the record names the reason by the appropriate-use criteria (recurrence, type, size, patient).",
    source=cited(
        "Appropriate-use criteria for Mohs surgery (2012)", "coding rules MOH-9", checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)  # fmt: skip


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages all of whose cancers are basal cell carcinomas of the trunk, unless the record names a reason."""
    encounter = visit.documented
    lesions = encounter.lesions if encounter else ()
    if any(lesion.triggers and diagnosis_of(lesion).startswith(TRUNK) for lesion in lesions):
        return
    for line in visit.with_code(*FIRST):
        cancers = [code for code in line.diagnoses if is_cancer(code)]
        if cancers and all(code.startswith(TRUNK) for code in cancers):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17313 C44.519
near     17313 C44.529
flags    17311 C44.511
passes   17311 C44.311
passes   note={"lesions":[{"diagnosis":"C44.519","triggers":["recurrent"]}]} 17313 C44.519
"""
