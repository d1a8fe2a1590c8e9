"""More units of prolonged time than the documented minutes reach, or no minutes documented.

Prolonged time rests on a level 5 visit chosen by time.  The first unit of 99417 begins at 75 minutes in all for a new
patient and 55 for an established one, of G2212 at 89 and 69; every further unit needs 15 more, in full.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.prolonged import units_of_time
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-019",
    name="prolonged-time-above-record",
    outcome="audit",
    severity="warn",
    triggers=codes("99417", "G2212"),
    effective_from=date(2024, 1, 1),
    needs=("note",),
    carc="152",
    rarc="M25",
    message="The documented minutes do not reach the units of {code}.",
    fix="Bill the units that the total time of the day reaches; without a written time there are none.",
    source=cited("CPT conventions for visits", "coding rules EM-4, SC-36", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag prolonged time with more units than the minutes give."""
    minutes = visit.encounter.minutes if visit.encounter else None
    for line in visit.with_code("99417", "G2212"):
        for base in visit.with_code("99205", "99215"):
            reached = units_of_time(line.code, base.code, minutes)
            if line.units > reached:
                told = "no total time is stated" if minutes is None else f"{minutes} minutes give {reached} units"
                yield flag(line, evidence=[told])
            break


RULE.examples = """
flags    note={"minutes":54} 99215 L40.0 | 99417 L40.0
near     note={"minutes":55} 99215 L40.0 | 99417 L40.0
flags    note={"minutes":69} 99215 L40.0 | 99417*2 L40.0
passes   note={"minutes":70} 99215 L40.0 | 99417*2 L40.0
flags    payer=medicare note={"minutes":88} 99205 L40.0 | G2212 L40.0
passes   payer=medicare note={"minutes":89} 99205 L40.0 | G2212 L40.0
flags    note={"new_patient":true} 99205 L40.0 | 99417 L40.0      # no time is written down
flags    on=2024-01-02 note={"minutes":54} 99215 L40.0 | 99417 L40.0
passes   on=2023-12-29 note={"minutes":54} 99215 L40.0 | 99417 L40.0
cannot   99215 L40.0 | 99417 L40.0
"""
