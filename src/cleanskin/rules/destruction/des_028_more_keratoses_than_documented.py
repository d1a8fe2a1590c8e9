"""More precancerous lesions billed than the record counts.

17003 is billed for each lesion after the first, and 17004 for fifteen or more: the record must count them.  A record
with fewer makes the rest an overpayment.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import count, keratoses
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-028",
    name="more-keratoses-billed-than-documented",
    outcome="audit",
    severity="hold",
    triggers=families("destruction_premalignant"),
    needs=("note",),
    carc="151",
    rarc="N362",
    message="More precancerous lesions are billed ({codes}) than the record counts.",
    fix="Bill the number that the record counts: 17000 with 17003, 17004 only from 15 on.",
    source=cited("CPT guideline conventions", "coding rules DES-1; SC-03", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the number that the codes stand for with the record's, when the record counts."""
    lines = visit.in_family("destruction_premalignant")
    found = keratoses(visit, day)
    if not lines or not found:
        return
    documented = count(found)
    billed = 15 if visit.has_code("17004") else visit.units_of("17000", "17003")
    if documented.is_stated and billed > documented.at_least:
        yield flag(*lines, evidence=[f"billed: {billed} or more; the record counts {documented.at_least}"])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"L57.0","count":9,"technique":"cryosurgery"}]} 17004 L57.0
near     note={"lesions":[{"diagnosis":"L57.0","count":16,"technique":"cryosurgery"}]} 17004 L57.0
flags    note={"lesions":[{"diagnosis":"L57.0","count":4,"technique":"cryosurgery"}]} 17000 L57.0 | 17003*5 L57.0
passes   note={"lesions":[{"diagnosis":"L57.0","technique":"cryosurgery"}]} 17000 L57.0 | 17003*5 L57.0
passes   note={"lesions":[{"diagnosis":"L57.0","count":6,"technique":"laser"}]} 17000 L57.0 | 17003*5 L57.0
cannot   17004 L57.0
"""
