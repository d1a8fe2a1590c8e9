"""17110 although the record counts fifteen or more benign lesions.

17111 stands for fifteen or more and pays more; the two are chosen by the count alone.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import benign_growths, count
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-033",
    name="fifteen-benign-lesions-billed-as-fewer",
    outcome="underpayment",
    severity="warn",
    triggers=codes("17110"),
    needs=("note",),
    message="17110 stands for up to 14 benign lesions; the record counts 15 or more.",
    fix="Replace 17110 by 17111, once; lesions treated for looks alone do not count.",
    source=cited("CPT guideline conventions", "coding rules DES-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17110 when 15 or more are counted, those with signs of a cosmetic wish left out."""
    lines, found = visit.with_code("17110"), benign_growths(visit, day)
    if lines and found:
        number = count(lesion for lesion in found if not lesion.cosmetic_signals).at_least
        if number > 14:
            yield flag(*lines, evidence=[f"the record counts {number}"])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"B08.1","count":16,"technique":"curettage"}]} 17110 B08.1
near     note={"lesions":[{"diagnosis":"B08.1","count":14,"technique":"curettage"}]} 17110 B08.1
passes   note={"lesions":[{"diagnosis":"L82.1","count":16,"technique":"laser","cosmetic_signals":["asks"]}]} 17110 L82.1
cannot   17110 B08.1
"""
