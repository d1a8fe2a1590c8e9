"""A biopsy code of another technique than the record documents.

The technique decides the code, not the site: slicing is 11102, a punch to full thickness 11104, a wedge through full
thickness 11106.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.biopsy.sampled import FIRST, sampled
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-007",
    name="biopsy-technique-against-record",
    outcome="audit",
    severity="hold",
    triggers=codes("11102", "11104", "11106"),
    needs=("note",),
    message="{code} stands for another technique than the record documents.",
    fix="Bill the code of the highest technique documented: 11102 slicing, 11104 punch, 11106 wedge.",
    source=cited("CPT guideline conventions", "coding rules BX-1, BX-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a first-biopsy code that is not that of the highest documented technique."""
    lesions = sampled(visit)
    if not lesions:
        return
    right = FIRST[lesions[0].technique]
    for line in visit.with_code("11102", "11104", "11106"):
        if not visit.has_code(right):
            yield flag(line, evidence=[f"the highest technique documented is {lesions[0].technique}, which is {right}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"tangential","intent":"sample"}]}  11104 D49.2
near     note={"lesions":[{"technique":"tangential","intent":"sample"}]}  11102 D49.2
passes   note={"lesions":[{"technique":"punch","intent":"sample"},{"technique":"tangential","intent":"sample"}]}  11104 D49.2 | 11103 D49.2
cannot   11104 D49.2
"""
