"""A visit at a lower level than the documented decision making or time reaches.

Levels chosen too low out of caution are work not paid.  Only what the record shows counts: problems whose work is
billed as a procedure are left out, and time counts only on days without procedures, because theirs must be taken off.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import (
    LEVEL,
    billed_apart,
    code_of_level,
    decision_making,
    level_for_time,
    procedures,
)
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-005",
    name="visit-level-below-record",
    outcome="missed_charge",
    severity="note",
    triggers=codes("99202-99204", "99212-99214", "98000-98015"),
    needs=("note",),
    message="The record supports a higher level than {code}.",
    fix="If the record is right as it stands, bill the higher level.",
    source=cited("CPT conventions for visits", "EM-1 to EM-4, SC-36", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visit codes below the decision making that the record shows, or below its time."""
    encounter = visit.encounter
    if encounter is None:
        return
    shown = decision_making(encounter, day, elsewhere=billed_apart(visit, day)).low
    for line in visit.lines:
        if line.code not in LEVEL:
            continue
        minutes = 0 if procedures(visit, day) else (encounter.minutes or 0)
        by_time = level_for_time(line.code, minutes)
        if LEVEL[line.code] < (reached := max(shown, by_time)):
            higher = code_of_level(line.code, reached)
            reason = f"{minutes} minutes in all" if by_time == reached else "two of problems, data and risk"
            yield flag(line, evidence=[f"{reason} reach {higher}"], missing=[(higher, 1)], replacing=True)


RULE.examples = """
flags    note={"problems":[{"name":"x","diagnosis":"L400","status":"worse","management":["rx"]}]} 99213 L40.0
near     note={"problems":[{"name":"x","diagnosis":"L400","status":"worse","management":["rx"]}]} 99214 L40.0
flags    note={"minutes":31} 99213 L40.0
passes   note={"minutes":31} 99213-25 L40.0 | 17000 L57.0      # time of the procedure may be in it
passes note={"problems":[{"name":"","diagnosis":"L700","status":"worse","management":["rx"]}]} 99213 L70.0 | 11900 L70.0
cannot   99213 L40.0
"""
