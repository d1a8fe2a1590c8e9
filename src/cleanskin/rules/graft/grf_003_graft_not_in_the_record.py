"""A graft billed although the record describes another closure.

Skin moved with its base is a flap, and a wound sewn together has a repair code.  A record that names another closure
for every wound does not support a graft.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-003",
    name="graft-not-in-the-record",
    outcome="audit",
    severity="hold",
    triggers=families("graft"),
    needs=("note",),
    carc="150",
    message="{code} is billed, and the record describes another closure for every wound.",
    fix="Bill the closure that the record describes.",
    source=cited("CPT guideline conventions", "coding rules FLG-6, FLG-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag grafts when every lesion of the record that was treated names a closure other than a graft."""
    encounter = visit.documented
    closures = [one.closure for one in encounter.lesions if one.closure or one.technique] if encounter else []
    if closures and all(closures) and "graft" not in closures:
        for line in visit.in_family("graft"):
            if not line.is_add_on:
                yield flag(line, evidence=[f"closures documented: {', '.join(closures)}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"mohs","closure":"complex"}]} 17311 C44.311 | 15260 C44.311
near     note={"lesions":[{"technique":"mohs","closure":"graft"}]} 17311 C44.311 | 15260 C44.311
passes   note={"lesions":[{"technique":"mohs"}]} 17311 C44.311 | 15260 C44.311
cannot   17311 C44.311 | 15260 C44.311
"""
