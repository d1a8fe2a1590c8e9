"""17260 to 17286 although the tissue in the record shows no cancer, or is not reported yet.

A lesion destroyed on suspicion is billed as malignant only when its tissue says so.  Benign tissue leaves the biopsy;
tissue not yet reported leaves the claim waiting.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import is_destroyed
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-037",
    name="malignant-destruction-against-tissue",
    outcome="audit",
    severity="hold",
    triggers=families("destruction_malignant"),
    needs=("note",),
    carc="11",
    message="The destruction of a cancer is billed ({codes}), and the record's tissue shows none.",
    fix="If the tissue is benign, bill the biopsy alone; if it is pending, wait for it.",
    source=cited("CPT guideline conventions", "coding rules DES-5, EXC-7, SC-17", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when the record reports tissue of destroyed lesions and none of it is malignant."""
    encounter = visit.documented
    lines = visit.in_family("destruction_malignant")
    if encounter is None or not lines:
        return
    reported = {lesion.pathology.behavior for lesion in encounter.lesions if is_destroyed(lesion) and lesion.pathology}
    if reported - {""} and not reported & {"malignant", "in_situ"}:
        yield flag(*lines, evidence=[f"tissue: {', '.join(sorted(reported - {''}))}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"curettage","pathology":{"behavior":"benign"}}]} 17261 C44.519
near     note={"lesions":[{"technique":"curettage","pathology":{"behavior":"malignant"}}]} 17261 C44.519
flags    note={"lesions":[{"technique":"curettage","pathology":{"behavior":"pending"}}]} 17261 C44.519
passes   note={"lesions":[{"technique":"curettage"}]} 17261 C44.519
cannot   17261 C44.519
"""
