"""Mohs surgery billed although the record's tissue shows no cancer.

The pathology that led to the surgery decides whether it was necessary.  A benign result, or none yet, leaves nothing
that a payer covers Mohs surgery for.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-024",
    name="mohs-against-tissue",
    outcome="audit",
    severity="hold",
    triggers=codes(*FIRST),
    needs=("note",),
    carc="50",
    message="Mohs surgery is billed ({codes}), and the record's tissue of the operated lesions shows no cancer.",
    fix="Compare the pathology report with the record and the diagnosis before the claim goes.",
    source=cited("Coding rules of dermatology", "DX-5, SC-17", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages when tissue of Mohs lesions is reported and none of it is malignant or uncertain."""
    encounter = visit.documented
    lines = visit.with_code(*FIRST)
    if encounter is None or not lines:
        return
    operated = [lesion for lesion in encounter.lesions if lesion.technique == "mohs" or lesion.mohs_blocks]
    reported = {lesion.pathology.behavior for lesion in operated if lesion.pathology} - {""}
    if reported and not reported & {"malignant", "in_situ", "uncertain"}:
        yield flag(*lines, evidence=[f"tissue: {', '.join(sorted(reported))}"])


RULE.examples = """
flags    note={"lesions":[{"mohs_blocks":[4],"pathology":{"behavior":"benign"}}]} 17311 C44.311
near     note={"lesions":[{"mohs_blocks":[4],"pathology":{"behavior":"in_situ"}}]} 17311 C44.311
flags    note={"lesions":[{"mohs_blocks":[4],"pathology":{"behavior":"pending"}}]} 17311 C44.311
passes   note={"lesions":[{"mohs_blocks":[4]}]} 17311 C44.311
cannot   17311 C44.311
"""
