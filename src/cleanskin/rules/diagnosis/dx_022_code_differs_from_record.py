"""A diagnosis of the same category as the record's, but another code of it.

The record (or the pathology report) carries a code, and the claim carries a neighbor: unspecified wart for a plantar
wart, cancer of unstated type for a basal cell carcinoma, another site.  The claim should say what the record says.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.encounter import Encounter
from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.shape import is_written
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-022",
    name="diagnosis-differs-from-record",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="A diagnosis of the claim is another code of the same category than the record's.",
    fix="Take the code of the record, or have the record corrected if the claim is right.",
    source=cited(
        "Coding rules of dermatology", "SC-16, PTH-4; ICD-10-CM guidelines I.B.2", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag codes whose category the record has with other codes only, unless the claim has one of these too."""
    recorded = _codes(visit.encounter) if visit.encounter else set()
    if recorded.issuperset(visit.diagnoses):
        return
    agreed = {code[:3] for code in visit.diagnoses if code in recorded}
    for code in visit.diagnoses:
        alike = sorted(one for one in recorded if one[:3] == code[:3])
        if alike and code[:3] not in agreed and not any(one.startswith(code) for one in alike):
            lines = [line for line in visit.lines if code in line.diagnoses]
            yield flag(*lines, message=f"The claim says {code}, the record {', '.join(alike)}.")


def _codes(encounter: Encounter) -> set[str]:
    texts = {lesion.pathology.diagnosis for lesion in encounter.lesions if lesion.pathology is not None}
    texts.update([lesion.diagnosis for lesion in encounter.lesions])
    texts.update([problem.diagnosis for problem in encounter.problems])
    return {code for text in texts if text and is_written(code := text.upper().replace(".", ""))}


RULE.examples = """
flags   note={"lesions":[{"diagnosis":"B07.0"}]} 17110 B07.9
near    note={"lesions":[{"diagnosis":"B07.0"}]} 17110 B07.0
flags   note={"lesions":[{"pathology":{"behavior":"malignant","diagnosis":"C44.311"}}]} 17311 C44.310
passes  note={"lesions":[{"diagnosis":"wart"}]} 17110 B07.9
passes  note={"lesions":[{"diagnosis":"C44.311"}]} 17281 C44.311 | 17261 C44.519     # the record may name one only
passes  note={"problems":[{"name":"acne","diagnosis":"L70.0"}]} 99213 L70.0,L71.8
cannot  17110 B07.9
"""
