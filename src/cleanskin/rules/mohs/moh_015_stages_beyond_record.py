"""More further stages of Mohs surgery billed than the record describes.

A tumor cleared in its first stage has no 17312 or 17314 at all; one cleared in the third has two.  Each unit without a
stage in the record is taken back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import tumors
from cleanskin.rules.mohs.codes import FURTHER
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-015",
    name="mohs-stages-beyond-record",
    outcome="audit",
    severity="hold",
    triggers=codes(*FURTHER),
    needs=("note",),
    carc="151",
    message="{codes}: more further stages are billed than the record describes.",
    fix="Bill one unit for each stage after the first of each tumor in the record.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, MOH-4, SC-24", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the units of further stages with those of the record, both families together."""
    lines, found = visit.with_code(*FURTHER), tumors(visit, day)
    if not lines or not found:
        return
    right, billed = sum(tumor.stages - 1 for tumor in found), visit.units_of(*FURTHER)
    if billed > right:
        yield flag(*lines, evidence=[f"stages after the first in the record: {right}; billed: {billed}"])


RULE.examples = """
flags    note={"lesions":[{"site":"nose","mohs_blocks":[4,2]}]} 17311 C44.311 | 17312*2 C44.311
near     note={"lesions":[{"site":"nose","mohs_blocks":[4,2,1]}]} 17311 C44.311 | 17312*2 C44.311
flags    note={"lesions":[{"site":"cheek","mohs_blocks":[3]},{"site":"ear","mohs_blocks":[2]}]} 17311 C44.319 | 17312 C44.212
passes   note={"lesions":[{"site":"nose","mohs_blocks":[4,2]}]} 17311 C44.311 | 17312 C44.311
cannot   17311 C44.311 | 17312*2 C44.311
"""
