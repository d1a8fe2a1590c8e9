"""17260 to 17286 of a size or place that no lesion of the record has.

The code goes by the lesion's diameter and its group of sites.  The record names both; a code that fits none of its
lesions is a wrong tier or a wrong group.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import destroyed, malignant_code
from cleanskin.rules.diagnosis_fit import is_cancer
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-035",
    name="malignant-destruction-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("destruction_malignant"),
    needs=("note",),
    carc="150",
    instead_of=("CS-DES-022",),
    message="{code} fits no destroyed lesion of the record by diameter and site.",
    fix="Bill the code of the diameter and site that the record states.",
    source=cited("CPT guideline conventions", "coding rules DES-5, DX-5, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose code is not among those of the record's lesions, when all of them can be told."""
    found = destroyed(visit, is_cancer)
    if not found:
        return
    right = [malignant_code(lesion, day) for lesion in found]
    if not all(right):
        return
    for line in visit.in_family("destruction_malignant"):
        if line.code not in right:
            yield flag(line, evidence=[f"the record's lesions are {', '.join(right)}"])


RULE.examples = """
flags    note={"lesions":[{"site":"back","diagnosis":"C44.519","diameter_cm":0.9,"technique":"laser"}]} 17262 C44.519
near     note={"lesions":[{"site":"back","diagnosis":"C44.519","diameter_cm":1.4,"technique":"laser"}]} 17262 C44.519
flags    note={"lesions":[{"site":"scalp","diagnosis":"C44.41","diameter_cm":0.9,"technique":"laser"}]} 17281 C44.41
passes   note={"lesions":[{"site":"nose","diagnosis":"C44.311","diameter_cm":0.8,"technique":"laser"}]} 17281 C44.311
passes   note={"lesions":[{"site":"back","diagnosis":"C44.519","technique":"laser"}]} 17262 C44.519   # no diameter
cannot   17262 C44.519
"""
