"""Separate work documented on the day of a procedure, and no visit billed.

Where the record shows a second problem managed beyond the procedure, the visit is paid beside it with modifier 25.
Only evidence noted as such counts.  The amount is that of the level that the record shows at the least.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import billed_apart, code_of_level, decision_making, procedures
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-007",
    name="separate-visit-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=classes("procedure", "surgery"),
    needs=("note",),
    message="The record shows a visit beyond the procedure {code}, and no visit is billed.",
    fix="If the clinician confirms the separate work, bill the visit at its level with 25 (57 for a 90-day procedure).",
    source=cited(
        "NCCI policy manual 2026",
        "ch. I, sec. D; coding rules EM-6; support for modifier 25",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the first procedure when separate evidence stands in the record and no visit on the claim."""
    encounter = visit.encounter
    if encounter is None or not encounter.separate_visit_evidence or encounter.new_patient is None:
        return
    done = procedures(visit, day)
    if not done or visit.of_class("visit") or visit.has_code("99024"):
        return
    shown = decision_making(encounter, day, elsewhere=billed_apart(visit, day)).low
    like = "99202" if encounter.new_patient else "99212"
    yield flag(done[0], evidence=encounter.separate_visit_evidence, missing=[(code_of_level(like, shown), 1)])


RULE.examples = """
flags    note={"new_patient":false,"separate_visit_evidence":["eczema flare, new drug"]} 17000 L57.0
near     note={"new_patient":false,"separate_visit_evidence":["eczema flare, new drug"]} 96910 L57.0   # no procedure
passes   note={"new_patient":false,"separate_visit_evidence":["eczema flare, new drug"]} 99213-25 L20.9 | 17000 L57.0
passes   note={"new_patient":false} 17000 L57.0
cannot   17000 L57.0
"""
