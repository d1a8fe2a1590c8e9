"""A graft in the record that is not on the claim.

A graft is reported beside Mohs surgery and beside an excision.  The record names it as the closure, and the claim has
none.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.repair.wounds import EXCISIONS, MOHS_FIRST
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-006",
    name="documented-graft-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=any_of(families("excision_benign", "excision_malignant"), codes("17311", "17313")),
    needs=("note",),
    message="The record describes a graft beside {code}, and no graft is billed.",
    fix="Bill the graft by kind, site and area if the surgeon agrees.",
    source=cited("CPT guideline conventions", "coding rules FLG-6, FLG-7, MOH-8", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the first line that made a wound when a graft is documented and no graft, flap or substitute is billed."""
    closing = visit.in_family("repair_delayed", "flap", "graft", "skin_substitute")
    if closing or visit.same_day_elsewhere() or not closed(visit, "graft"):
        return
    yield flag([*visit.with_code(*MOHS_FIRST), *visit.in_family(*EXCISIONS)][0])


RULE.examples = """
flags    note={"lesions":[{"technique":"mohs","closure":"graft"}]} 17311 C44.311
near     note={"lesions":[{"technique":"mohs","closure":"second_intention"}]} 17311 C44.311
passes   note={"lesions":[{"technique":"mohs","closure":"graft"}]} 17311 C44.311 | 15260 C44.311
cannot   17311 C44.311
"""
