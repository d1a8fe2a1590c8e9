"""A full-thickness graft code of another site group than the record tells.

A graft is coded by the place that receives it: the trunk; scalp, arms and legs; forehead to feet; eyelids, nose, ears
and lips.  Where the skin was taken does not matter.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import outside_told_groups
from cleanskin.rules.rule import Flag, Rule, cited, codes
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-010",
    name="graft-site-group-against-the-record",
    outcome="audit",
    severity="hold",
    triggers=codes("15200", "15220", "15240", "15260"),
    needs=("note",),
    carc="150",
    instead_of=("CS-DX-012",),
    message="{code} is for another group of sites than the grafted wounds in the record.",
    fix="Choose the graft code by the documented site of the wound.",
    source=cited("CPT guideline conventions", "coding rules FLG-6, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag full-thickness grafts whose site group holds no documented graft, when all sites are told."""
    return outside_told_groups(visit, visit.with_code(*RULE.triggers.codes), "graft_full", "graft", day)


RULE.examples = """
flags    note={"lesions":[{"site":"scalp","closure":"graft"}]} 17311 C44.42 | 15240 C44.42
near     note={"lesions":[{"site":"scalp","closure":"graft"}]} 17311 C44.42 | 15220 C44.42
passes   note={"lesions":[{"closure":"graft"}]} 17311 C44.42 | 15240 C44.42
cannot   17311 C44.42 | 15240 C44.42
"""
