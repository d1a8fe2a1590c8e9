"""A flap billed although the record describes another closure.

Undermining, and the removal of standing cones at the ends, do not make a flap: that is a complex closure.  A record
that names a linear closure for every wound does not support the flap.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-005",
    name="flap-not-in-the-record",
    outcome="audit",
    severity="hold",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    needs=("note",),
    carc="150",
    message="{code} is billed, and the record describes another closure for every wound.",
    fix="Bill the repair by class and length, and the excision that the flap would have included.",
    source=cited("CPT guideline conventions", "coding rules FLG-4, REP-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag flaps when every lesion of the record that was treated names a closure other than a flap."""
    encounter = visit.documented
    closures = [one.closure for one in encounter.lesions if one.closure or one.technique] if encounter else []
    if closures and all(closures) and "flap" not in closures:
        for line in visit.with_code(*RULE.triggers.codes):
            yield flag(line, evidence=[f"closures documented: {', '.join(closures)}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"excision","closure":"complex"}]} 14041 C44.319
near     note={"lesions":[{"technique":"excision","closure":"flap"}]} 14041 C44.319
passes   note={"lesions":[{"technique":"excision"}]} 14041 C44.319           # the closure is not told
passes   note={"lesions":[{"technique":"excision","closure":"complex"}]} 13132 C44.319
cannot   14041 C44.319
"""
