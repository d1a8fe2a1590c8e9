"""A closure billed although the record says that nothing was sewn.

Healing by itself, strips and cautery are no closure with a code.  Tissue adhesive alone is a simple closure, and for
Medicare G0168.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-013",
    name="closure-billed-and-nothing-sewn",
    outcome="audit",
    severity="hold",
    triggers=families("repair_simple", "repair_intermediate", "repair_complex"),
    needs=("note",),
    carc="150",
    message="{code} is billed, and the record says that every wound was left to heal or held by strips.",
    fix="Take {code} off.",
    source=cited("CPT guideline conventions 2022", "coding rules REP-6, MOH-8", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag closures when all lesions of the record have the closure "none" or "second_intention"."""
    encounter = visit.documented
    if encounter is None or not encounter.lesions:
        return
    if all(one.closure in ("none", "second_intention") for one in encounter.lesions):
        for line in visit.in_family("repair_simple", "repair_intermediate", "repair_complex"):
            yield flag(line)


RULE.examples = """
flags    note={"lesions":[{"technique":"mohs","closure":"none"}]} 17311 C44.311 | 12011 C44.311
near     note={"lesions":[{"technique":"mohs","closure":"simple"}]} 17311 C44.311 | 12011 C44.311
flags    note={"lesions":[{"technique":"mohs","closure":"second_intention"}]} 17311 C44.311 | G0168 C44.311
passes   note={"lesions":[{"technique":"mohs","closure":"none"},{"technique":"mohs"}]} 17311 C44.311 | 12011 C44.311
cannot   17311 C44.311 | 12011 C44.311
"""
