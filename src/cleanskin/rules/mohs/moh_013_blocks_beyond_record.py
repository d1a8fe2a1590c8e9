"""More units of 17315 than the record's stages give.

17315 is each block beyond five within one stage.  Blocks of different stages are never added up: four and three blocks
are two stages without any 17315.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import BLOCKS_INCLUDED, tumors
from cleanskin.rules.mohs.codes import BLOCKS
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-013",
    name="mohs-blocks-beyond-record",
    outcome="audit",
    severity="hold",
    triggers=codes(BLOCKS),
    needs=("note",),
    carc="151",
    message="17315 has more units than the record's stages have blocks beyond five.",
    fix="Count each stage alone: blocks minus five, where there are more than five; add these.",
    source=cited("CPT guideline conventions", "coding rules MOH-3, SC-24, TRAP-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the units with the record's blocks beyond five, stage by stage."""
    lines, found = visit.with_code(BLOCKS), tumors(visit, day)
    if not lines or not found:
        return
    right, billed = sum(tumor.extra_blocks for tumor in found), visit.units_of(BLOCKS)
    if billed > right:
        yield flag(*lines, evidence=[f"blocks beyond {BLOCKS_INCLUDED} in a stage: {right}; billed: {billed}"])


RULE.examples = """
flags    note={"lesions":[{"site":"cheek","mohs_blocks":[4,3]}]} 17311 C44.319 | 17312 C44.319 | 17315*2 C44.319
near     note={"lesions":[{"site":"cheek","mohs_blocks":[7,3]}]} 17311 C44.319 | 17312 C44.319 | 17315*2 C44.319
flags    note={"lesions":[{"site":"scalp","mohs_blocks":[7,6]}]} 17311 C44.42 | 17312 C44.42 | 17315*4 C44.42
passes   note={"lesions":[{"site":"scalp","mohs_blocks":[7,6]}]} 17311 C44.42 | 17312 C44.42 | 17315*3 C44.42
passes   note={"lesions":[{"site":"scalp","technique":"mohs"}]} 17311 C44.42 | 17315 C44.42   # no stages: another rule
cannot   17311 C44.319 | 17315*2 C44.319
"""
