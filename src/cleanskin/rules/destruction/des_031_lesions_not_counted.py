"""Several lesions billed as destroyed, and the record does not say how many.

17003, 17004 and 17111 are chosen by the number of lesions.  Without a number in the record the units cannot be
defended: the clinician is asked, nothing is assumed.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import benign_growths, count, keratoses
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-031",
    name="destroyed-lesions-not-counted",
    outcome="audit",
    severity="warn",
    triggers=codes("17003", "17004", "17111"),
    needs=("note",),
    carc="252",
    message="What is billed ({codes}) is chosen by the number of lesions, and the record states none.",
    fix="Ask the clinician for the number and the sites, and bill by that.",
    source=cited("Coding rules of dermatology", "DES-1, DES-2; record facts, sec. F", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag counted codes whose lesions the record names without a number, one entry standing for several."""
    for lines, found in (
        (visit.with_code("17003", "17004"), keratoses(visit, day)),
        (visit.with_code("17111"), benign_growths(visit, day)),
    ):
        if not lines or not found or count(found).is_stated:
            continue
        billed = 2 if lines[0].code == "17003" else 15
        if count(found).at_least < billed:
            yield flag(*lines)


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"L57.0","technique":"cryosurgery"}]} 17004 L57.0
near     note={"lesions":[{"diagnosis":"L57.0","technique":"cryosurgery","count":16}]} 17004 L57.0
flags    note={"lesions":[{"diagnosis":"B07.8","technique":"cryosurgery"}]} 17111 B07.8
passes   note={"lesions":[{"diagnosis":"L57.0","technique":"laser","count":2}]} 17003 L57.0
cannot   17004 L57.0
"""
