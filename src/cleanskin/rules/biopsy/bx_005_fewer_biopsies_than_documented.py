"""Fewer biopsies billed than the record documents.

Each lesion sampled is one unit: the first of the highest technique, every other one with the add-on of its technique.
Lesions that were documented and not billed are earned and lost.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.biopsy.sampled import ADD_ON, billed_units, sampled
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-005",
    name="biopsies-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=families("biopsy"),
    needs=("note",),
    message="The record documents more skin biopsies than the claim bills.",
    fix="Add the add-on units for the lesions left out, each by its technique; several samples of one lesion are one.",
    source=cited("CPT guideline conventions", "coding rules BX-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the first biopsy line when the record counts more sampled lesions than the lines."""
    lesions = sampled(visit)
    billed = billed_units(visit)
    counted = sum(lesion.count or 1 for lesion in lesions)
    if lesions and 0 < billed < counted:
        left_out = counted - billed
        technique = lesions[-1].technique
        line = visit.with_code("11106", "11104", "11102")[:1]
        yield flag(
            *line,
            evidence=[f"{counted} lesions sampled, {billed} billed"],
            missing=[(ADD_ON[technique], int(left_out))],
        )


RULE.examples = """
flags    note={"lesions":[{"technique":"punch","intent":"sample","count":3}]}  11104 D49.2 | 11105 D49.2
near     note={"lesions":[{"technique":"punch","intent":"sample","count":3}]}  11104 D49.2 | 11105*2 D49.2
passes   note={"lesions":[{"technique":"shave","intent":"remove"}]}  11104 D49.2
cannot   11104 D49.2
"""
