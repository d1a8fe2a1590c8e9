"""A visit with 25 whose diagnoses are all those of the procedure beside it.

CPT allows one diagnosis for both, but the decision to do a minor procedure is part of it, for a new problem and a new
patient too.  Claims with one shared diagnosis are what auditors of modifier 25 draw.  The record decides, so this is
said and not held; beside Mohs surgery, which is planned as a rule, with more weight.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-025",
    name="visit-with-25-of-one-diagnosis",
    outcome="audit",
    severity="note",
    triggers=modifiers("25"),
    lines_min=2,
    carc="97",
    rarc="M15",
    message="Every diagnosis of the visit {code} is that of the procedure beside it.",
    fix="Check that the record shows work beyond the decision for the procedure; code the other problem if there was"
    " one.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. I, sec. D; coding rules EM-6, BUN-6, SC-21",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with 25 that name no diagnosis of their own beside minor procedures."""
    carrying = [line for line in visit.of_class("visit") if line.has("25")]
    if not carrying:
        return
    done = [line for line in visit.lines if line.visit_class != "visit" and day.is_minor(line.code)]
    encounter = visit.encounter
    if not done or (encounter is not None and encounter.separate_visit_evidence):
        return
    theirs = {code for line in done for code in line.diagnoses}
    for line in carrying:
        if theirs.issuperset(line.diagnoses):
            severity: Hold = "warn" if any(one.family == "mohs" for one in done) else "note"
            yield flag(line, evidence=[f"{one.code} for the same diagnosis" for one in done], severity=severity)


RULE.examples = """
flags    99213-25 B07.8 | 17110 B07.8
near     99213-25 L40.0 | 17110 B07.8
flags    99213-25 C44.311 | 17311 C44.311
passes   99214-25 L40.0,L57.0 | 17000 L57.0 | 17003*3 L57.0
passes   note={"separate_visit_evidence":["new drug for the same disease"]} 99213-25 L70.0 | 11900 L70.0
passes   99213 B07.8 | 17110 B07.8             # without 25: another rule
"""
