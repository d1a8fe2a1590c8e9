"""Precancerous lesions that the record counts and the claim does not bill.

Every lesion from the second to the fourteenth is a unit of 17003.  The count stands in the record and the units are
left behind at the desk.  Lesions in a field of light therapy are part of that and are not counted.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import count, keratoses
from cleanskin.rules.rule import Flag, Rule, any_of, cited, classes, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-029",
    name="keratoses-documented-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=any_of(families("destruction_premalignant"), classes("visit", "procedure", "surgery")),
    needs=("note",),
    message="The record counts more destroyed precancerous lesions than the claim bills.",
    fix="If the count is right, bill 17000 once with 17003 for each further lesion, or 17004 for 15 or more.",
    source=cited("CPT guideline conventions", "coding rules DES-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag what is missing up to 14 lesions, or 17004 when nothing is billed for 15 or more."""
    found = keratoses(visit, day)
    if not found or visit.has_code("17004") or visit.in_family("pdt"):
        return
    documented = count(found).at_least
    billed = int(visit.units_of("17000", "17003"))
    if documented <= billed or (billed and documented > 14):
        return
    missing = [("17004", 1)] if documented > 14 else []
    if not missing:
        first = 0 if visit.has_code("17000") else 1
        missing = [("17000", 1)] * first + [("17003", documented - billed - first)]
    evidence = [f"the record counts {documented}, the claim bills {billed}"]
    yield flag(*visit.with_code("17000", "17003"), missing=[one for one in missing if one[1]], evidence=evidence)


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"L57.0","count":6,"technique":"cryosurgery"}]} 17000 L57.0 | 17003*3 L57.0
near     note={"lesions":[{"diagnosis":"L57.0","count":4,"technique":"cryosurgery"}]} 17000 L57.0 | 17003*3 L57.0
flags    note={"lesions":[{"diagnosis":"L57.0","count":2,"technique":"cryosurgery"}]} 99213 L57.0
flags    note={"lesions":[{"diagnosis":"L57.0","count":17,"technique":"cryosurgery"}]} 99213 L57.0
passes   note={"lesions":[{"diagnosis":"L57.0","count":6,"technique":"curettage"}]} 96574 L57.0
passes   note={"lesions":[{"diagnosis":"L57.0","count":6}]} 99213 L57.0   # seen, not destroyed
cannot   17000 L57.0
"""
