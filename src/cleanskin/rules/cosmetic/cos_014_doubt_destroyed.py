"""A growth destroyed although the record doubts that it is benign.

Doubt (cannot exclude malignancy, atypical, changing pattern) calls for tissue: a biopsy or a removal with pathology.
Freezing or burning such a growth leaves nothing to examine, and the record contradicts itself.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import DESTROYING
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-014",
    name="doubtful-growth-destroyed",
    outcome="audit",
    severity="warn",
    triggers=families("destruction_benign", "destruction_premalignant", "destruction_vascular"),
    needs=("note",),
    carc="50",
    rarc="N115",
    message="A growth was destroyed without tissue although the record doubts that it is benign.",
    fix="Ask the provider which is true: the doubt, or that the growth was clearly benign.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "MN-DOUBT, NEG-13",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag destructions when a lesion of doubt was destroyed and no specimen is recorded."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    doubtful = [
        one
        for one in lesions
        if "MN-DOUBT" in one.triggers and one.technique in DESTROYING and not one.specimen and one.pathology is None
    ]
    if doubtful:
        lines = visit.in_family(*RULE.triggers.families)
        yield flag(*lines, evidence=[f"{len(doubtful)} of {len(lesions)} lesions: doubt, destroyed, no specimen"])


RULE.examples = """
flags   note={"lesions":[{"technique":"cryosurgery","triggers":["MN-DOUBT"]}]} 17110 L82.1
passes  note={"lesions":[{"technique":"cryosurgery","triggers":["MN-BLEED"]}]} 17110 L82.1
near    note={"lesions":[{"technique":"shave","triggers":["MN-DOUBT"]}]} 17110 L82.1
passes  note={"lesions":[{"technique":"curettage","triggers":["MN-DOUBT"],"specimen":true}]} 17110 L82.1
cannot  17110 L82.1
"""
