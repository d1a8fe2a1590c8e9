"""Graft codes for a larger area than the record measures.

The first code covers a first area (20 sq cm full thickness, 100 sq cm split), the add-on code each further one or part
of it.  More units than the area of the wound holds are not supported.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.graft.areas import compared
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-004",
    name="graft-larger-than-the-record",
    outcome="audit",
    severity="hold",
    triggers=codes("15101", "15121", "15201", "15221", "15241", "15261"),
    needs=("note",),
    carc="150",
    message="{codes} stand for a larger graft than the record measures.",
    fix="Bill the units of the documented area.",
    source=cited("CPT guideline conventions", "coding rules FLG-6, FLG-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of the only graft when they rank above the documented area."""
    found = compared(visit, day)
    if found is not None and found.further_billed > found.further_documented:
        yield flag(*found.lines, evidence=found.told)


RULE.examples = """
flags    note={"lesions":[{"closure":"graft","defect_area_sq_cm":18}]} 15260 C44.311 | 15261 C44.311
near     note={"lesions":[{"closure":"graft","defect_area_sq_cm":21}]} 15260 C44.311 | 15261 C44.311
passes   note={"lesions":[{"closure":"graft"}]} 15260 C44.311 | 15261 C44.311
cannot   15260 C44.311 | 15261 C44.311
"""
