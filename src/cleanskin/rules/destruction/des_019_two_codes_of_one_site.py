"""Two destruction codes of the penis, the anus, the vulva or the vagina on one day.

Each of these codes stands for all lesions of the place.  The methods are alternatives, and the extensive code includes
the simple ones; freezing some warts and touching others with acid is one service.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Line, Visit

PLACES = {"5405": "penis", "5406": "penis", "5650": "vulva", "5651": "vulva", "5706": "vagina", "469": "anus"}

RULE = Rule(
    id="CS-DES-019",
    name="two-destruction-codes-of-one-site",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_site_specific"),
    carc="97",
    message="Destroying the lesions of one place is billed by several codes ({codes}); one of them is enough.",
    fix="Keep the code of the main method, or the extensive one where the record shows it.",
    source=cited("CPT guideline conventions", "coding rules DES-3, BUN-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of one place when they carry several codes."""
    by_place: dict[str, list[Line]] = {}
    for line in visit.in_family("destruction_site_specific"):
        place = PLACES.get(line.code[:4]) or PLACES.get(line.code[:3])
        if place:
            by_place.setdefault(place, []).append(line)
    for lines in by_place.values():
        if len({line.code for line in lines}) > 1:
            yield flag(*lines)


RULE.examples = """
flags    sex=M 54050 A63.0 | 54056 A63.0
near     sex=M 46916 A63.0 | 54056 A63.0
flags    56501 A63.0 | 56515-59 A63.0
passes   sex=M 54056 A63.0 | 17110 B07.8
passes   46916 A63.0
"""
