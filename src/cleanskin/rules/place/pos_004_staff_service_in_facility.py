"""A service of the practice's staff billed by the clinician in a facility.

Some codes have no work of the clinician in them: light treatments, injections, patch tests, photographs. In a hospital
or surgery center the staff is the facility's, and Medicare pays the clinician nothing for them.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    any_of,
    cited,
    classes,
    families,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-POS-004",
    name="staff-service-in-facility",
    outcome="denial",
    severity="hold",
    triggers=any_of(families("phototherapy", "pdt", "patch_test", "imaging", "suture_removal"), classes("drug")),
    payers=("medicare", "medicare_advantage"),
    carc="5",
    rarc="M77",
    message="{code} is done by staff, and in a facility Medicare does not pay the clinician for it.",
    fix="Take the line off: the facility bills it; or correct the place of service.",
    source=cited("Medicare physician fee schedule", "PC/TC indicator 5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag codes with the schedule's indicator 5 at a place of facility pay."""
    for line in visit.lines:
        place = day.place_of_service(line.place_of_service)
        if place is not None and place.setting == "facility" and line.place_of_service != "02":
            fee = day.fee(line.code)
            if fee is not None and fee.pc_tc == "5":
                yield flag(line, evidence=(f"place of service {place.code}", "PC/TC indicator 5"))


RULE.examples = """
flags    payer=medicare pos=22 96910 L40.0
near     payer=medicare pos=11 96910 L40.0
near     payer=commercial pos=22 96910 L40.0
near     payer=medicare pos=22 96920 L40.0
flags    payer=medicare pos=19 96372 L40.0
passes   payer=medicare 96372 L40.0
"""
