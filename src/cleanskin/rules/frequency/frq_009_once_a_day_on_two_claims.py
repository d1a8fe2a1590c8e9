"""A treatment of once a day that stands on another claim of the same day too.

Light, photodynamic and excimer treatment are paid once a day.  A second one on another claim of the day, with the same
code or a neighbor, is denied as repeated.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FRQ-009",
    name="once-a-day-on-two-claims",
    outcome="denial",
    severity="hold",
    triggers=families("phototherapy", "pdt", "excimer"),
    needs=("history",),
    carc="151",
    rarc="N362",
    message="{code} is paid once a day and stands on another claim of the same day.",
    fix="Keep one of the two; a corrected claim replaces, it does not add.",
    source=cited("Coding rules of dermatology", "LGT-1, LGT-2, BUN-7", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such a line when the family was billed on another claim of the day; corrected claims are left alone."""
    if visit.claim.frequency_code in ("7", "8"):
        return
    elsewhere = {day.family(line.code): line for line in visit.same_day_elsewhere()}
    for line in visit.in_family(*RULE.triggers.families):
        other = elsewhere.get(line.family)
        if other is not None:
            yield flag(line, evidence=[f"{other.code} on another claim of {other.day}"])


RULE.examples = """
flags   96910 L40.0 << 2026-03-02 96912 L40.0
near    96910 L40.0 << 2026-03-01 96912 L40.0
near    frequency=7 96910 L40.0 << 2026-03-02 96912 L40.0
passes  96910 L40.0 << 2026-03-02 99213 L40.0
cannot  96910 L40.0
"""
