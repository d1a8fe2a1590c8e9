"""A visit on the day of a 90-day procedure without modifier 57.

The visit at which a flap, a graft or another 90-day procedure is decided is paid with 57.  25 is for procedures of 0 or
10 days, and does not replace it.  A visit that only prepares a procedure decided earlier belongs to the procedure.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-008",
    name="visit-beside-major-procedure-without-57",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    lines_min=2,
    carc="97",
    rarc="M144",
    instead_of=("CS-NCCI-003",),
    message="The visit {code} is on the day of a procedure with 90 global days and carries no 57.",
    fix="If the decision to operate was made at this visit, use 57 (in place of 25 unless a minor procedure needs 25"
    " too); else take the visit off.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40.2; coding rules EM-7, SC-22",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits without 57 beside a 90-day procedure; a question only with 25 for something else."""
    visits = [line for line in visit.of_class("visit") if not line.is_add_on and not line.has("57", "24")]
    if not visits:
        return
    major = [line for line in visit.lines if line.visit_class != "visit" and day.is_major(line.code)]
    if not major or all(line.has("58", "78") for line in major):
        return
    theirs = {code for line in major for code in line.diagnoses}
    minor = any(line.visit_class != "visit" and not line.is_add_on and day.is_minor(line.code) for line in visit.lines)
    for line in visits:
        apart = bool(line.diagnoses) and theirs.isdisjoint(line.diagnoses)  # 25 may do for another problem
        severity: Hold = "warn" if line.has("25") and (minor or apart) else "hold"
        evidence = [f"{one.code} has a global period of 90 days" for one in major]
        yield flag(line, evidence=evidence, severity=severity)


RULE.examples = """
flags    99204-25 C44.329 | 14041 C44.329
near     99204-57 C44.329 | 14041 C44.329
flags    99214 C44.311 | 14060 C44.311
passes   99213-25 C44.311 | 17311 C44.311             # Mohs surgery has 0 days
flags    99213-25 C44.311 | 17311 C44.311 | 14060 C44.311
passes   99213 L40.0 | 14060-58 C44.311               # a planned stage
passes   99204 C44.329 | 88305 C44.329
"""
