"""A visit at a distance and a procedure in the office by the same clinician on the same day.

It happens: a video visit in the morning, the patient comes in the afternoon.  More often the place or the modifier of
the visit is wrong, and the visit was in person.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, places
from cleanskin.rules.telehealth.means import DISTANT
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-015",
    name="distant-visit-and-procedure-in-office",
    outcome="audit",
    severity="note",
    triggers=classes("visit"),
    beside=places(*DISTANT),
    message="{code} was held at a distance, and the same clinician did a procedure in person that day.",
    fix="Check how the visit was held; correct its place and modifier, or keep both if the record shows the two"
    " encounters.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "place of service; coding rules EM-10, SC-29",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits at place 02 or 10 beside a procedure of the same clinician at another place."""
    apart = [line for line in visit.of_class("visit") if line.place_of_service in DISTANT and not line.is_add_on]
    if not apart:
        return
    present = {
        line.rendering_npi
        for line in visit.of_class("procedure", "surgery")
        if line.place_of_service not in DISTANT and day.global_days(line.code) in ("000", "010", "090")
    }
    for line in apart:
        if line.rendering_npi in present:
            yield flag(line)


RULE.examples = """
flags    99213-25 L40.0 pos=10 | 17000 L57.0
near     99213-25 L40.0 pos=11 | 17000 L57.0
passes   99213-95 L40.0 pos=10 | 17000 L57.0 by=1000000004
passes   99213-95 L40.0 pos=10
passes   99213-95 L40.0 pos=10 | 17000 L57.0 pos=10       # the place of the procedure is wrong: another rule
"""
