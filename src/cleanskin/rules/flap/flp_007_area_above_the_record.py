"""A flap code for a larger area than the record measures.

The area is that of the defect and of the flap's own defect together.  A code of a higher tier, or more units of the
add-on code, is not supported.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.flap.areas import compared
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-007",
    name="flap-larger-than-the-record",
    outcome="audit",
    severity="hold",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301-14302"),
    needs=("note",),
    carc="150",
    message="{codes} stand for a larger flap than the record measures.",
    fix="Bill the code of the documented area, defect and flap together.",
    source=cited("CPT guideline conventions", "coding rules FLG-1, FLG-2, TRAP-8", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of the only flap when they rank above the documented area."""
    found = compared(visit, day)
    if found is not None and found.difference > 0:
        yield flag(*found.lines, evidence=found.told)


RULE.examples = """
flags    note={"lesions":[{"site":"cheek","closure":"flap","defect_area_sq_cm":1,"flap_area_sq_cm":2}]} 14041 C44.319
near     note={"lesions":[{"site":"cheek","closure":"flap","defect_area_sq_cm":1,"flap_area_sq_cm":2}]} 14040 C44.319
flags    note={"lesions":[{"site":"cheek","closure":"flap","defect_area_sq_cm":30,"flap_area_sq_cm":40}]} 14301 C44.319 | 14302*2 C44.319
passes   note={"lesions":[{"site":"cheek","closure":"flap","defect_area_sq_cm":30,"flap_area_sq_cm":40}]} 14301 C44.319 | 14302 C44.319
passes   note={"lesions":[{"site":"cheek","closure":"flap","defect_area_sq_cm":9}]} 14041 C44.319     # half measured
passes   note={"lesions":[{"closure":"flap","defect_area_sq_cm":1,"flap_area_sq_cm":2}]} 14041 C44.319
cannot   14041 C44.319
"""
