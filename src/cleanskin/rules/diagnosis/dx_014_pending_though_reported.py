"""A growth coded as not examined although its report is back.

D49.2 stands for a growth whose nature nobody knows yet.  Once pathology has reported, its diagnosis is the one to code:
it decides between benign and malignant codes, and payers pay some procedures only with it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-014",
    name="pending-though-reported",
    outcome="audit",
    severity="warn",
    triggers=diagnoses("D49"),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="Line {line} names a growth of unknown nature, but its report is back.",
    fix="Code the diagnosis of the pathology report.",
    source=cited("Coding rules of dermatology", "DX-1, PTH-4, SC-16", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with an unspecified growth when every examined lesion of the record has a result."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    taken = [lesion for lesion in lesions if lesion.technique] or lesions
    if any(lesion.pathology is None and lesion.intent == "sample" for lesion in taken):
        return  # tissue of today: the results on record are of other growths
    results = [lesion.pathology.behavior for lesion in taken if lesion.pathology is not None]
    if not results or any(result in ("", "pending") for result in results):
        return
    for line in visit.lines:
        if any(code.startswith("D49") for code in line.diagnoses):
            yield flag(line, evidence=[f"reported: {', '.join(results)}"])


RULE.examples = """
flags   note={"lesions":[{"technique":"tangential","pathology":{"behavior":"malignant"}}]} 11102 D49.2
near    note={"lesions":[{"technique":"tangential","pathology":{"behavior":"pending"}}]} 11102 D49.2
near    note={"lesions":[{"technique":"tangential","pathology":{"behavior":"malignant"}}]} 11102 C44.319
passes  note={"lesions":[{"technique":"tangential","intent":"sample"},{"pathology":{"behavior":"malignant"}}]} 11102 D49.2
passes  note={"lesions":[{"technique":"tangential"}]} 11102 D49.2
cannot  11102 D49.2
"""
