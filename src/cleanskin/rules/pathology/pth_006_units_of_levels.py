"""A second reading of slides billed as a first one.

88321 to 88325 are consultations on slides that came from elsewhere; beside the practice's own examination of the same
specimen they are one service twice.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTH-006",
    name="slide-consultation-beside-own-reading",
    outcome="audit",
    severity="warn",
    triggers=codes("88321", "88323", "88325"),
    carc="97",
    message="{code} is a reading of slides made elsewhere, beside an examination of the practice on the same day.",
    fix="Bill the consultation only for slides of another laboratory; tell the specimens apart.",
    source=cited("NCCI policy manual 2026", "coding rules PTH-3", trust="derived", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag consultations beside 88304 or 88305 for the same diagnosis when nothing sets them apart."""
    own = visit.with_code("88304", "88305")
    for line in visit.with_code("88321", "88323", "88325"):
        if any(set(one.diagnoses) & set(line.diagnoses) for one in own) and not line.is_distinct:
            yield flag(line)


RULE.examples = """
flags    88305 D03.9 | 88321 D03.9
near     88305 D03.9 | 88321-59 D03.9
passes   88321 D03.9
"""
