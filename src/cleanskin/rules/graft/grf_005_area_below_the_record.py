"""Graft codes for a smaller area than the record measures.

Each further 20 sq cm of a full-thickness graft (100 of a split one), or part of it, has an add-on unit.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.graft.areas import compared
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-005",
    name="graft-smaller-than-the-record",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("15100", "15120", "15200", "15220", "15240", "15260"),
    needs=("note",),
    message="{codes} stand for a smaller graft than the record measures.",
    fix="Add the units of the further area.",
    source=cited("CPT guideline conventions", "coding rules FLG-6, FLG-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of the only graft when they rank below the documented area."""
    found = compared(visit, day)
    if found is not None and found.further_billed < found.further_documented:
        units = found.further_documented - found.further_billed
        yield flag(*found.lines, evidence=found.told, missing=[(found.add_on, units)])


RULE.examples = """
flags    note={"lesions":[{"closure":"graft","defect_area_sq_cm":24}]} 17311 C44.42 | 15220 C44.42
near     note={"lesions":[{"closure":"graft","defect_area_sq_cm":20}]} 17311 C44.42 | 15220 C44.42
flags    note={"lesions":[{"closure":"graft","defect_area_sq_cm":45}]} 15220 C44.42 | 15221 C44.42
passes   note={"lesions":[{"closure":"graft","defect_area_sq_cm":24}]} 15220 C44.42 | 15221 C44.42
cannot   17311 C44.42 | 15220 C44.42
"""
