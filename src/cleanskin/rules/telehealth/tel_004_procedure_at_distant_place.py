"""A procedure at a place of service for visits at a distance.

Nobody can freeze, cut or inject through a screen.  Place 02 or 10 on a procedure is usually the place of the day's
video visit given to the whole claim.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, places
from cleanskin.rules.telehealth.means import DISTANT
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-004",
    name="procedure-at-distant-place",
    outcome="denial",
    severity="hold",
    triggers=classes("procedure", "surgery"),
    beside=places(*DISTANT),
    carc="5",
    rarc="M77",
    message="{code} is a procedure, and its place of service says that the patient was not there.",
    fix="Give the place where the procedure was done, on the line if the rest of the claim was at a distance.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "place of service; coding rules EM-10, MOD-13, SC-29",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag procedures with a global period at place 02 or 10."""
    for line in visit.of_class("procedure", "surgery"):
        if line.place_of_service in DISTANT and day.global_days(line.code) in ("000", "010", "090"):
            yield flag(line, evidence=[f"place of service {line.place_of_service}"], pointer="2400.SV105")


RULE.examples = """
flags    pos=10 99213-95 L40.0 | 17000 L57.0
near     pos=11 99213-95 L40.0 | 17000 L57.0
passes   pos=10 99213-95 L40.0 | 17000 L57.0 pos=11
flags    pos=02 11102 D49.2
passes   pos=10 99213-95 L40.0
"""
