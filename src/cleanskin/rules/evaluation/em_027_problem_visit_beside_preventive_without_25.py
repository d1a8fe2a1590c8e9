"""A problem visit beside a preventive or wellness visit without modifier 25.

A problem found and treated at a check-up is paid beside it when it took work of its own, and 25 says so.  Without 25 it
is counted into the check-up.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import OFFICE
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-027",
    name="problem-visit-beside-preventive-without-25",
    outcome="denial",
    severity="hold",
    triggers=codes("99381-99387", "99391-99397", "G0402", "G0438-G0439"),
    carc="97",
    rarc="M15",
    message="The visit {code} is counted into the preventive visit of the same day: it carries no 25.",
    fix="If the record shows work of its own for a problem, add 25; else take the visit off.",
    source=cited(
        "CPT conventions for visits", "coding rules EM-6, EM-9", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag office visits without 25 of the clinician who bills the preventive one."""
    clinicians = {line.rendering_npi for line in visit.lines if line.code in RULE.triggers.codes}
    for line in visit.lines:
        if line.code in OFFICE and line.rendering_npi in clinicians and not line.has("25"):
            yield flag(line)


RULE.examples = """
flags    99396 Z00.00 | 99213 L40.0
near     99396 Z00.00 | 99213-25 L40.0
flags    payer=medicare G0439 Z00.00 | 99213 L40.0
passes   99396 Z00.00 | 99213 L40.0 by=1000000004
"""
