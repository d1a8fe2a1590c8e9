"""A stage of more than five blocks in the record, and fewer units of 17315 than it gives.

Each block beyond five within one stage is a unit of 17315.  The record lists the blocks of each stage; the units are
left behind.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import tumors
from cleanskin.rules.mohs.codes import BLOCKS, FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-014",
    name="mohs-blocks-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=codes(*FIRST),
    needs=("note",),
    message="The record's stages have more blocks beyond five than the claim bills as 17315.",
    fix="Bill 17315 for each block beyond five within a stage, beside the stages.",
    source=cited("CPT guideline conventions", "coding rules MOH-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the record's blocks beyond five with the units."""
    if not visit.has_code(*FIRST) or not (found := tumors(visit, day)):
        return
    right, billed = sum(tumor.extra_blocks for tumor in found), int(visit.units_of(BLOCKS))
    if right > billed:
        evidence = [f"blocks beyond five in a stage: {right}; billed: {billed}"]
        yield flag(*visit.with_code(BLOCKS), missing=[(BLOCKS, right - billed)], evidence=evidence)


RULE.examples = """
flags    note={"lesions":[{"site":"scalp","mohs_blocks":[7,3]}]} 17311 C44.42 | 17312 C44.42
near     note={"lesions":[{"site":"scalp","mohs_blocks":[5,3]}]} 17311 C44.42 | 17312 C44.42
flags    note={"lesions":[{"site":"scalp","mohs_blocks":[7,3]}]} 17311 C44.42 | 17312 C44.42 | 17315 C44.42
passes   note={"lesions":[{"site":"scalp","mohs_blocks":[7,3]}]} 17311 C44.42 | 17312 C44.42 | 17315*2 C44.42
cannot   17311 C44.42 | 17312 C44.42
"""
