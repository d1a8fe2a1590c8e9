"""Further stages of Mohs surgery in the record that the claim does not bill.

Each stage after the first is a unit of 17312 or 17314.  The record lists more stages than the claim has units.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import tumors, units_of
from cleanskin.rules.mohs.codes import FIRST, FURTHER, FURTHER_OF
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-016",
    name="mohs-stages-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=codes(*FIRST),
    needs=("note",),
    message="The record describes more further stages of Mohs surgery than the claim bills.",
    fix="Bill 17312 (after 17311) or 17314 (after 17313) for each stage after the first.",
    source=cited("CPT guideline conventions", "coding rules MOH-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the record's further stages with the units, by family where the sites tell, else together."""
    firsts = visit.with_code(*FIRST)
    if not firsts or not (found := tumors(visit, day)):
        return
    right, billed = sum(tumor.stages - 1 for tumor in found), int(visit.units_of(*FURTHER))
    if right <= billed:
        return
    by_site = units_of(found)
    if "" in by_site:
        missing = [(FURTHER_OF[firsts[0].code], right - billed)]
    else:
        missing = [(code, by_site.get(code, 0) - int(visit.units_of(code))) for code in FURTHER]
    evidence = [f"stages after the first in the record: {right}; billed: {billed}"]
    yield flag(*firsts, missing=[one for one in missing if one[1] > 0], evidence=evidence)


RULE.examples = """
flags    note={"lesions":[{"site":"nose","mohs_blocks":[4,2,1]}]} 17311 C44.311 | 17312 C44.311
near     note={"lesions":[{"site":"nose","mohs_blocks":[4,2,1]}]} 17311 C44.311 | 17312*2 C44.311
flags    note={"lesions":[{"mohs_blocks":[4,2]}]} 17313 C44.519
passes   note={"lesions":[{"site":"nose","mohs_blocks":[4]}]} 17311 C44.311
cannot   17311 C44.311
"""
