"""A local flap code of another site group than the record tells.

Four groups of sites have flap codes of their own: the trunk; scalp, arms and legs; forehead to feet; eyelids, nose, ears
and lips.  A flap is coded by the site of the defect.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import outside_told_groups
from cleanskin.rules.rule import Flag, Rule, cited, codes
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-013",
    name="flap-site-group-against-the-record",
    outcome="audit",
    severity="hold",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061"),
    needs=("note",),
    carc="150",
    instead_of=("CS-DX-012",),
    message="{code} is for another group of sites than the flaps in the record.",
    fix="Choose the flap code by the documented site of the defect.",
    source=cited("CPT guideline conventions", "coding rules FLG-1, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag local flaps whose site group holds no documented flap, when the sites of all flaps are told."""
    return outside_told_groups(visit, visit.with_code(*RULE.triggers.codes), "flap", "flap", day)


RULE.examples = """
flags    note={"lesions":[{"site":"cheek","closure":"flap"}]} 17311 C44.319 | 14060 C44.319
near     note={"lesions":[{"site":"cheek","closure":"flap"}]} 17311 C44.319 | 14040 C44.319
passes   note={"lesions":[{"site":"nose","closure":"flap"},{"site":"cheek","closure":"flap"}]} 14060 C44.311
passes   note={"lesions":[{"closure":"flap"}]} 14060 C44.319
cannot   14060 C44.319
"""
