"""More biopsies billed than the record documents.

One unit is one lesion or site.  Two samples of one lesion are one unit; a unit that no lesion in the record stands
behind is taken back in a review.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.biopsy.sampled import billed_units, sampled
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-006",
    name="biopsies-not-documented",
    outcome="audit",
    severity="hold",
    triggers=families("biopsy"),
    needs=("note",),
    message="The claim bills more skin biopsies than the record documents.",
    fix="Correct the units to the number of lesions sampled, or have the record completed before billing.",
    source=cited("CPT guideline conventions", "coding rules BX-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the biopsy lines when they count more lesions than the record."""
    lesions = sampled(visit)
    counted = sum(lesion.count or 1 for lesion in lesions)
    billed = billed_units(visit)
    if lesions and all(lesion.count is not None for lesion in lesions) and billed > counted:
        lines = [line for line in visit.in_family("biopsy") if "11102" <= line.code <= "11107"]
        yield flag(*lines, evidence=[f"{counted} lesions sampled, {billed} billed"])


RULE.examples = """
flags    note={"lesions":[{"technique":"punch","intent":"sample","count":1}]}  11104 D49.2 | 11105*1 D49.2
near     note={"lesions":[{"technique":"punch","intent":"sample","count":2}]}  11104 D49.2 | 11105*1 D49.2
passes   note={"lesions":[{"technique":"punch","intent":"sample"}]}  11104 D49.2 | 11105 D49.2  # no count: ask, not accuse
cannot   11104 D49.2 | 11105 D49.2
"""
