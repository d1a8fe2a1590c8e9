"""A shave removal that went through the full thickness of the skin.

Removal down to fat is an excision, coded by diameter with margins.  A shave stays within the skin.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

DEEP = frozenset({"fat", "subcutaneous", "full_thickness", "full thickness", "fascia"})
"""Depths that are no longer a shave."""

RULE = Rule(
    id="CS-SHV-003",
    name="shave-through-full-thickness",
    outcome="underpayment",
    severity="warn",
    triggers=families("shave"),
    needs=("note",),
    message="{code} stays within the skin, but the record says the removal went through its full thickness.",
    fix="If the record shows full thickness, bill the excision (114xx, or 116xx for a cancer) by diameter with margins.",
    source=cited("CPT guideline conventions", "coding rules SHV-4, BX-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag shave lines when the record documents a removal to fat."""
    documented = visit.documented
    deep = [one for one in documented.lesions if one.depth in DEEP and one.intent == "remove"] if documented else []
    lines = visit.in_family("shave")
    if deep and len(documented.lesions if documented else ()) == len(lines):
        yield flag(*lines, evidence=[f"documented depth: {', '.join(sorted({one.depth for one in deep}))}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"shave","intent":"remove","depth":"subcutaneous"}]}  11301 D22.5
near     note={"lesions":[{"technique":"shave","intent":"remove","depth":"dermis"}]}  11301 D22.5
passes   note={"lesions":[{"technique":"shave","intent":"remove"}]}  11301 D22.5
cannot   11301 D22.5
"""
