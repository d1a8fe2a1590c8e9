"""A tumor of Mohs surgery in the record that the claim does not bill.

Each tumor has its own first stage.  A second tumor of the day is another 17311 or 17313 with 59, XS or 76 by payer; in
the stages of the first it is lost, and so is a tumor without any line.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.arithmetic import tumors, units_of
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-018",
    name="mohs-tumor-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=classes("surgery", "visit"),
    needs=("note",),
    message="The record describes more tumors of Mohs surgery than the claim has first stages.",
    fix="Bill 17311 or 17313 for each tumor, the further ones with 59, XS or 76 by payer.",
    source=cited("CPT guideline conventions", "coding rules MOH-4, MOD-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Compare the record's tumors with the units of first stages; silent when stages are missing from the record."""
    found = tumors(visit, day)
    if not found:
        return
    billed = visit.units_of(*FIRST)
    if billed >= len(found) or visit.in_family("excision_malignant"):
        return
    by_site = units_of(found)
    missing = [(code, by_site.get(code, 0) - int(visit.units_of(code))) for code in FIRST]
    evidence = [f"tumors in the record: {len(found)}; first stages: {billed}"]
    yield flag(*visit.with_code(*FIRST), missing=[one for one in missing if one[1] > 0], evidence=evidence)


RULE.examples = """
flags    note={"lesions":[{"site":"nose","mohs_blocks":[4]},{"site":"ear","mohs_blocks":[2]}]} 17311 C44.311 | 17312 C44.212
near     note={"lesions":[{"site":"nose","mohs_blocks":[4,2]}]} 17311 C44.311 | 17312 C44.212
flags    note={"lesions":[{"site":"nose","mohs_blocks":[4]}]} 99213 C44.311
passes   note={"lesions":[{"site":"nose","mohs_blocks":[4]},{"site":"ear","mohs_blocks":[2]}]} 17311 C44.311 | 17311-59 C44.212
passes   note={"lesions":[{"site":"nose","technique":"excision"}]} 11641 C44.311
cannot   99213 C44.311
"""
