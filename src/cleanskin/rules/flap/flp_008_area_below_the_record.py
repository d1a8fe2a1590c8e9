"""A flap code for a smaller area than the record measures.

The flap's own defect counts with the wound's: whoever measures the wound alone lands in too low a tier.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.flap.areas import compared
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-008",
    name="flap-smaller-than-the-record",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301-14302"),
    needs=("note",),
    message="{codes} stand for a smaller flap than the record measures.",
    fix="Bill the code of the documented area, defect and flap together.",
    source=cited("CPT guideline conventions", "coding rules FLG-1, FLG-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of the only flap when they rank below the documented area."""
    found = compared(visit, day)
    if found is not None and found.difference < 0:
        yield flag(*found.lines, evidence=found.told, missing=found.missing)


RULE.examples = """
flags    note={"lesions":[{"site":"forehead","closure":"flap","defect_area_sq_cm":9,"flap_area_sq_cm":15}]} 14040 C44.329
near     note={"lesions":[{"site":"forehead","closure":"flap","defect_area_sq_cm":9,"flap_area_sq_cm":15}]} 14041 C44.329
flags    note={"lesions":[{"site":"back","closure":"flap","defect_area_sq_cm":20,"flap_area_sq_cm":30}]} 14001 C44.519
passes   note={"lesions":[{"site":"forehead","closure":"flap","defect_area_sq_cm":9}]} 14040 C44.329
cannot   14040 C44.329
"""
