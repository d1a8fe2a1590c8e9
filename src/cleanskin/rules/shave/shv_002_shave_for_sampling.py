"""A shave removal where the record says the lesion was sampled.

A slice taken to learn what a lesion is, is a tangential biopsy (11102).  113xx is the removal of the whole raised part.
The words "shave biopsy" decide for the biopsy.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SHV-002",
    name="shave-removal-of-sampled-lesion",
    outcome="audit",
    severity="hold",
    triggers=families("shave"),
    needs=("note",),
    message="{code} is a removal, but the record says the lesion was sampled.",
    fix="Bill 11102 (11103 for each further lesion) when the purpose was diagnosis.",
    source=cited("CPT guideline conventions", "coding rules BX-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag shave lines when every lesion taken by slicing was sampled."""
    documented = visit.documented
    sliced = [one for one in documented.lesions if one.technique in ("shave", "tangential")] if documented else []
    if sliced and all(one.intent == "sample" for one in sliced):
        yield flag(*visit.in_family("shave"), evidence=[f"{len(sliced)} lesions sliced, all of them to sample"])


RULE.examples = """
flags    note={"lesions":[{"technique":"shave","intent":"sample"}]}  11301 D22.5
near     note={"lesions":[{"technique":"shave","intent":"remove"}]}  11301 D22.5
passes   note={"lesions":[{"technique":"tangential","intent":"sample"}]}  11102 D22.5
cannot   11301 D22.5
"""
