"""A visit of level 4 or 5 whose diagnoses are all minor.

Harmless growths, a history of cancer and a screening are minor or stable problems: without time or a prescription for
something else they do not reach a moderate level.  Payers compare levels with diagnoses before they ask for records.
The record may show more than the claim, so this is said, not held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import MINUTES, is_minor_problem
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-024",
    name="high-level-for-minor-problems",
    outcome="audit",
    severity="note",
    triggers=codes("99204-99205", "99214-99215", "98002-98003", "98006-98007"),
    carc="150",
    rarc="M25",
    message="{code} is a moderate or high level, and every diagnosis on it is a minor or past problem.",
    fix="Check that time or decision making in the record reaches the level, and code the problem that made it so.",
    source=cited(
        "CPT conventions for visits", "coding rules EM-1, SC-36", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits of level 4 and 5 with minor diagnoses only, unless the record's minutes reach the level."""
    minutes = visit.encounter.minutes if visit.encounter else None
    for line in visit.lines:
        if line.code not in RULE.triggers.codes or (minutes or 0) >= MINUTES[line.code]:
            continue
        if line.diagnoses and all(is_minor_problem(code, day) for code in line.diagnoses):
            yield flag(line, evidence=[f"only {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    99214 L82.1
near     99213 L82.1
passes   99214 L40.0
flags    99214 Z85.828,Z85.820
passes   99214 L82.1,L40.0
passes   note={"minutes":31} 99214 L82.1
passes   99214 Z79.899                       # a drug is watched
"""
