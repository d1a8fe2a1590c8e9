"""17111 for fewer than fifteen benign lesions in the record.

17111 stands for fifteen or more lesions.  With fewer it is 17110, and the difference is asked back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import benign_growths, count
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-032",
    name="fewer-benign-lesions-than-17111-needs",
    outcome="audit",
    severity="hold",
    triggers=codes("17111"),
    needs=("note",),
    carc="150",
    message="17111 stands for 15 or more benign lesions; the record counts fewer.",
    fix="Bill 17110 once, or have the record's count corrected if it is wrong.",
    source=cited("CPT guideline conventions", "coding rules DES-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17111 when the record states all numbers and they come to less than 15."""
    lines, found = visit.with_code("17111"), benign_growths(visit, day)
    if lines and found and count(found).is_stated and count(found).at_least < 15:
        yield flag(*lines, evidence=[f"the record counts {count(found).at_least}"])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"B08.1","count":9,"technique":"curettage"}]} 17111 B08.1
near     note={"lesions":[{"diagnosis":"B08.1","count":15,"technique":"curettage"}]} 17111 B08.1
passes   note={"lesions":[{"diagnosis":"B08.1","count":9,"technique":"curettage"}]} 17110 B08.1
cannot   17111 B08.1
"""
