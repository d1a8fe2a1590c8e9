"""17260 to 17286 for a patient of whose tissue the practice has billed nothing in a year.

A destroyed cancer leaves no tissue, so the report of a biopsy is what shows that it was one.  The history holds neither
a biopsy nor a pathology service; it may have come from elsewhere, so this is a question only.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

LOOK_BACK_DAYS = 365
TISSUE = frozenset(
    {"biopsy", "shave", "excision_malignant", "excision_benign", "excision_site_specific", "pathology", "mohs"}
)

RULE = Rule(
    id="CS-DES-040",
    name="malignant-destruction-without-tissue",
    outcome="audit",
    severity="note",
    triggers=families("destruction_malignant"),
    needs=("history",),
    carc="252",
    message="A cancer is destroyed ({codes}), and no biopsy or pathology of the patient was billed in the year before.",
    fix="See that the record holds the pathology report of this cancer, also one from elsewhere.",
    source=cited("Coding rules of dermatology", "DES-5, SC-17", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when a complete history of a year and the visit itself hold no such service."""
    lines = visit.in_family("destruction_malignant")
    if not lines or visit.in_family(*TISSUE) or not visit.history_covers(LOOK_BACK_DAYS):
        return
    others = (*visit.past(LOOK_BACK_DAYS), *visit.same_day_elsewhere())
    if not any(day.family(past.code) in TISSUE for past in others):
        yield flag(*lines)


RULE.examples = """
flags    17262 C44.519 << none
flags    17262 C44.519 << 2024-02-01 11102 D49.2
near     17262 C44.519 << 2026-02-01 11102 D49.2
passes   17262 C44.519 | 88305 C44.519 << none
cannot   17262 C44.519
"""
