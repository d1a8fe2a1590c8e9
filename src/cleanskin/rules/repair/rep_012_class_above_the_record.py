"""A closure billed by a higher class than the record describes.

The class follows what was done: one layer simple, layers intermediate, layers with a further reason complex.  A record
that tells of lower classes only does not support the code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

HEIGHT = {"simple": 1, "adhesive": 1, "intermediate": 2, "complex": 3, "flap": 4, "graft": 4}


RULE = Rule(
    id="CS-REP-012",
    name="closure-class-above-the-record",
    outcome="audit",
    severity="hold",
    triggers=families("repair_intermediate", "repair_complex"),
    needs=("note",),
    carc="150",
    message="{code} is of a higher class than any closure that the record describes.",
    fix="Bill the class that the record describes, or none where the removal includes a simple closure.",
    source=cited("CPT guideline conventions", "coding rules REP-2, REP-4, REP-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag layered closures when the highest closure of the record is lower and no closure is left unsaid."""
    encounter = visit.documented
    if encounter is None or not encounter.lesions:
        return
    if any(not one.closure and one.technique in ("", "excision", "mohs") for one in encounter.lesions):
        return
    highest = max(HEIGHT.get(one.closure, 0) for one in encounter.lesions)
    for family, height in (("repair_intermediate", 2), ("repair_complex", 3)):
        for line in visit.in_family(family):
            if 0 < highest < height and not line.is_add_on:
                told = ", ".join(one.closure or "none" for one in encounter.lesions)
                yield flag(line, evidence=[f"closures documented: {told}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"excision","closure":"simple"}]} 11402 D22.5 | 12031 D22.5
near     note={"lesions":[{"technique":"excision","closure":"intermediate"}]} 11402 D22.5 | 12031 D22.5
flags    note={"lesions":[{"technique":"mohs","closure":"intermediate"}]} 17313 C44.519 | 13101 C44.519
passes   note={"lesions":[{"technique":"excision","closure":"simple"},{"technique":"mohs"}]} 11402 D22.5 | 12031 D22.5
passes   note={"lesions":[]} 11402 D22.5 | 12031 D22.5
cannot   11402 D22.5 | 12031 D22.5
"""
