"""A check-in, a reading of pictures or a visit by messages on the day of a visit.

These small services are paid only when they stand alone: not when they come from a visit of the seven days before or
lead to one within a day.  On the day of a visit they are part of it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.telehealth.means import SMALL
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-009",
    name="message-or-call-beside-visit",
    outcome="denial",
    severity="hold",
    triggers=codes("98016", "G2010", "G2012", "G2252", "99421-99423"),
    carc="97",
    rarc="M15",
    message="{code} is part of the visit of the same day.",
    fix="Take {code} off.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "virtual check-ins; coding rules EM-10, SC-29",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag small services beside a visit of the same clinician."""
    visits = [line for line in visit.of_class("visit") if line.code not in SMALL and not line.is_add_on]
    clinicians = {line.rendering_npi for line in visits}
    for line in visit.lines:
        if line.code in SMALL and line.rendering_npi in clinicians:
            yield flag(line, evidence=[f"{one.code} on line {one.number}" for one in visits])


RULE.examples = """
flags    98016 L57.0 | 99213 L57.0
near     98016 L57.0 | 99213 L57.0 by=1000000004
passes   G2010 D48.5
flags    payer=medicare G2010 D48.5 | 99212 D48.5
"""
