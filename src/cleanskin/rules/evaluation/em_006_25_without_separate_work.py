"""Modifier 25 where the record shows no work beyond the procedure.

25 needs a visit that goes beyond the usual work before and after the procedure: a second problem with its own decision,
a chronic disease assessed, a drug started or changed.  Deciding to do the procedure, consent and aftercare belong to
the procedure, for a new patient and a new problem too.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import billed_apart, procedures
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-006",
    name="modifier-25-without-separate-work",
    outcome="audit",
    severity="warn",
    triggers=modifiers("25"),
    needs=("note",),
    carc="97",
    rarc="M15",
    message="The visit {code} carries 25, but the record shows no problem managed beyond the procedure.",
    fix="Take the visit off, unless the clinician can show separate work in the record of that day.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. D; coding rules EM-6, BUN-6, SC-21", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with 25 beside a procedure when nothing separate is documented."""
    encounter = visit.encounter
    if encounter is None or encounter.separate_visit_evidence or not procedures(visit, day):
        return
    apart = billed_apart(visit, day)
    if any(problem.management and problem.diagnosis not in apart for problem in encounter.problems):
        return
    for line in visit.of_class("visit"):
        if line.has("25"):
            yield flag(line, evidence=["no separate problem with a decision, and no other evidence, in the record"])


RULE.examples = """
flags    note={"problems":[{"name":"wart","diagnosis":"B078","management":["freezing"]}]} 99213-25 B07.8 | 17110 B07.8
near     note={"problems":[{"name":"wart","diagnosis":"L400","management":["freezing"]}]} 99213-25 B07.8 | 17110 B07.8
passes   note={"separate_visit_evidence":["psoriasis flare"]} 99214-25 L40.0 | 17000 L57.0
passes   note={"separate_visit_evidence":["eczema treated"]} 99203-25 L20.9 | 11102 D49.2
flags    note={"new_patient":true} 99203-25 D49.2 | 11102 D49.2     # a new problem is not enough
cannot   99213-25 B07.8 | 17110 B07.8
"""
