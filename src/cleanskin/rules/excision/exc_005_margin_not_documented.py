"""An excision whose record lacks the diameter or the margin.

Without both measured before the cut the size cannot be shown, and a reviewer falls back to the smallest code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.excision.sizes import EXCISIONS, excised
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-005",
    name="excision-size-not-documented",
    outcome="audit",
    severity="warn",
    triggers=families("excision_benign", "excision_malignant"),
    needs=("note",),
    message="The record does not state the lesion diameter and the margin of every excision.",
    fix="Ask the clinician for the diameter and the narrowest margin measured before the excision.",
    source=cited(
        "CPT guideline conventions", "coding rules EXC-1; medical-vs-cosmetic section F", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag excision lines when an excised lesion of the record lacks diameter or margin."""
    lines = visit.in_family(*EXCISIONS)
    bare = [one for one in excised(visit) if one.diameter_cm is None or one.margin_cm is None]
    if bare and lines:
        yield flag(*lines, evidence=[f"{len(bare)} excised lesions without diameter or margin"])


RULE.examples = """
flags    note={"lesions":[{"technique":"excision","diameter_cm":"0.8"}]}  11401 D22.5
near     note={"lesions":[{"technique":"shave","diameter_cm":"0.8"}]}  11401 D22.5
passes   note={"lesions":[{"technique":"excision","diameter_cm":"0.8","margin_cm":"0.1"}]}  11401 D22.5
passes   note={"lesions":[{"technique":"shave","intent":"remove"}]}  11301 D22.5 | 11401 D22.61
cannot   11401 D22.5
"""
