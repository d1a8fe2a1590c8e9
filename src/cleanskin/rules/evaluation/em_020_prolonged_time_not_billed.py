"""A level 5 visit whose documented minutes reach prolonged time that is not billed.

From 75 minutes in all for a new patient and 55 for an established one (Medicare: 89 and 69) each 15 minutes are paid
on top.  Looked at only on days without procedures, because their time must be taken off first.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import procedures
from cleanskin.rules.evaluation.prolonged import units_of_time
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-020",
    name="prolonged-time-not-billed",
    outcome="missed_charge",
    severity="note",
    triggers=codes("99205", "99215"),
    effective_from=date(2024, 1, 1),
    needs=("note",),
    message="The documented minutes of {code} reach prolonged time, and none is billed.",
    fix="If the level was chosen by time and the minutes are those of the clinician on that day, add the prolonged"
    " time.",
    source=cited("CPT conventions for visits", "coding rules EM-4", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the visit when its minutes give at least one unit and no prolonged time stands on the claim."""
    minutes = visit.encounter.minutes if visit.encounter else None
    if minutes is None or visit.has_code("99417", "G2212") or procedures(visit, day):
        return
    code = "G2212" if visit.is_medicare else "99417"
    for line in visit.with_code("99205", "99215"):
        units = units_of_time(code, line.code, minutes)
        if units:
            yield flag(line, evidence=[f"{minutes} minutes in all"], missing=[(code, units)])


RULE.examples = """
flags    note={"minutes":70} 99215 L40.0
near     note={"minutes":54} 99215 L40.0
passes   note={"minutes":70} 99215 L40.0 | 99417*2 L40.0
passes   payer=medicare note={"minutes":68} 99215 L40.0
flags    payer=medicare note={"minutes":69} 99215 L40.0
passes   note={"minutes":70} 99215-25 L40.0 | 11102 D49.2      # time of the procedure may be in it
flags    on=2024-01-02 note={"minutes":70} 99215 L40.0
passes   on=2023-12-29 note={"minutes":70} 99215 L40.0
cannot   99215 L40.0
"""
