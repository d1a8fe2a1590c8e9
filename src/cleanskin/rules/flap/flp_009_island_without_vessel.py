"""An island flap billed as one on a named vessel.

15740 is for an island of skin that lives on a named vessel, found and kept.  A V-Y advancement on the fat below it is a
local flap, by area.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-009",
    name="island-flap-without-vessel",
    outcome="audit",
    severity="hold",
    triggers=codes("15740"),
    needs=("note",),
    carc="150",
    message="15740 is billed, and the record describes a flap without a named vessel.",
    fix="Bill the local flap (14000-14302) by site and area.",
    source=cited("CPT guideline conventions", "coding rules FLG-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 15740 when the kind of every documented flap is told and none is an axial island."""
    kinds = [one.flap_kind for one in closed(visit, "flap")]
    if kinds and all(kinds) and "axial_island" not in kinds:
        for line in visit.with_code("15740"):
            yield flag(line, evidence=[f"flaps documented: {', '.join(kinds)}"])


RULE.examples = """
flags    note={"lesions":[{"closure":"flap","flap_kind":"island"}]} 15740 C44.319
near     note={"lesions":[{"closure":"flap","flap_kind":"axial_island"}]} 15740 C44.319
passes   note={"lesions":[{"closure":"flap"}]} 15740 C44.319
cannot   15740 C44.319
"""
