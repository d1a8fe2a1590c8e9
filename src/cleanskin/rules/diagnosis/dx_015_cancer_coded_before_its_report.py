"""A cancer coded for a biopsy whose report is still pending.

In an office nothing "suspected" or "probable" is coded as if it were proven.  A biopsy whose result is out stands with
D49.2; the cancer code waits for the report, and so should the claim if the payer pays by it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-015",
    name="cancer-coded-before-its-report",
    outcome="audit",
    severity="hold",
    triggers=families("biopsy"),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="The biopsy {code} names a cancer, but every report of the record is pending.",
    fix="Take D49.2 until the report is there, or hold the claim for it.",
    source=cited("ICD-10-CM guidelines", "section IV.H; coding rules DX-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag biopsy lines with a malignant or in-situ diagnosis while all examined lesions are pending."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    results = [lesion.pathology.behavior for lesion in lesions if lesion.pathology is not None]
    if not results or any(result != "pending" for result in results):
        return
    for line in visit.in_family("biopsy"):
        named = [code for code in line.diagnoses if day.diagnosis_group(code) in ("malignant", "in_situ")]
        if named:
            yield flag(line, evidence=[f"{', '.join(named)}; pathology pending"])


RULE.examples = """
flags   note={"lesions":[{"technique":"punch","pathology":{"behavior":"pending"}}]} 11104 C44.519
near    note={"lesions":[{"technique":"punch","pathology":{"behavior":"malignant"}}]} 11104 C44.519
near    note={"lesions":[{"technique":"punch","pathology":{"behavior":"pending"}}]} 11104 D49.2
passes  note={"lesions":[{"technique":"punch"}]} 11104 C44.519
cannot  11104 C44.519
"""
