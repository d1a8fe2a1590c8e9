"""An excision of another size than the record documents.

The excised diameter is the greatest clinical diameter plus twice the narrowest margin, measured before the cut.  The
length of the ellipse and the size in the pathology report do not count.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.excision.sizes import EXCISIONS, diameter_cm, excised, tier_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-004",
    name="excision-size-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("excision_benign", "excision_malignant"),
    needs=("note",),
    message="{code} stands for another diameter than lesion and margins add up to.",
    fix="Choose the code by lesion diameter plus twice the narrowest margin.",
    source=cited("CPT guideline conventions", "coding rules EXC-1, EXC-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the one excision of the day when the documented diameter lies outside its tier."""
    lines, lesions = visit.in_family(*EXCISIONS), excised(visit)
    if len(lines) != 1 or len(lesions) != 1:
        return
    size = diameter_cm(lesions[0])
    if size is not None and not tier_of(lines[0], size):
        lesion = lesions[0]
        yield flag(lines[0], evidence=[f"{lesion.diameter_cm} cm + 2 x {lesion.margin_cm} cm = {size} cm"])


RULE.examples = """
flags    note={"lesions":[{"technique":"excision","diameter_cm":"1.5","margin_cm":"1.5"}]}  11602 C44.612
near     note={"lesions":[{"technique":"excision","diameter_cm":"1.5","margin_cm":"1.5"}]}  11606 C44.612
passes   note={"lesions":[{"technique":"excision","diameter_cm":"0.8","margin_cm":"0.1"}]}  11401 D22.5
flags    note={"lesions":[{"technique":"excision","diameter_cm":"0.8","margin_cm":"0.2"}]}  11401 D22.5
passes   note={"lesions":[{"technique":"excision","diameter_cm":"0.8"}]}  11401 D22.5  # no margin stated: another rule asks
cannot   11602 C44.612
"""
