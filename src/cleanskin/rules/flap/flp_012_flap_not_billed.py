"""A flap in the record that is not on the claim.

A flap brings a code by site and area, 90 days of global period, and takes the place of the excision.  The record has
all that is needed: the kind of closure, the site and both areas.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.flap.areas import area_sq_cm, owed
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.repair.wounds import EXCISIONS, MOHS_FIRST
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-012",
    name="documented-flap-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=any_of(families("excision_benign", "excision_malignant"), codes("17311", "17313")),
    needs=("note",),
    message="The record describes a flap beside {code}, and no flap is billed.",
    fix="Bill the flap by site and area if the surgeon agrees; it includes an excision at its site, not Mohs surgery.",
    source=cited("CPT guideline conventions", "coding rules FLG-1, FLG-3, MOH-8", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the first line that made a wound when a flap is documented whole and no flap or graft is billed."""
    if visit.in_family("flap", "graft", "repair_delayed") or visit.same_day_elsewhere():
        return
    makers = [*visit.with_code(*MOHS_FIRST), *visit.in_family(*EXCISIONS)]
    for lesion in closed(visit, "flap"):
        sized = owed(lesion, day)
        if sized is not None and lesion.flap_kind not in ("axial_island", "interpolated"):
            told = f"flap with its defect {area_sq_cm(lesion)} sq cm: {sized}"
            yield flag(makers[0], evidence=[told], missing=sized.units)


RULE.examples = """
flags    note={"lesions":[{"site":"nose","technique":"mohs","closure":"flap","defect_area_sq_cm":2,"flap_area_sq_cm":4}]} 17311 C44.311
near     note={"lesions":[{"site":"nose","technique":"mohs","closure":"none"}]} 17311 C44.311
passes   note={"lesions":[{"site":"nose","technique":"mohs","closure":"flap","defect_area_sq_cm":2,"flap_area_sq_cm":4}]} 17311 C44.311 | 14060 C44.311
flags    note={"lesions":[{"site":"nose","technique":"mohs","closure":"flap","defect_area_sq_cm":2,"flap_area_sq_cm":4}]} 17311 C44.311 | 13151 C44.311
passes   note={"lesions":[{"site":"nose","technique":"mohs","closure":"flap"}]} 17311 C44.311     # not measured
cannot   17311 C44.311
"""
