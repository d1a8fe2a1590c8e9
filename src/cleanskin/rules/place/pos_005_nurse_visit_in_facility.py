"""A nurse's visit (99211) billed by the clinician in a facility.

99211 is the visit at which the clinician need not be in the room. In a hospital's outpatient department the nurse is
the hospital's, and incident-to does not exist there.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    codes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-POS-005",
    name="nurse-visit-in-facility",
    outcome="denial",
    severity="warn",
    triggers=codes("99211"),
    payers=("medicare", "medicare_advantage"),
    carc="5",
    rarc="M77",
    message="99211 stands in a facility, where a nurse's visit is the facility's and not the clinician's.",
    fix="If the clinician saw the patient, bill the level of that visit; else take the line off.",
    source=cited("Medicare benefit policy manual, ch. 15", "s. 60; coding rules MOD-12", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 99211 at a place of facility pay."""
    for line in visit.with_code("99211"):
        place = day.place_of_service(line.place_of_service)
        if place is not None and place.setting == "facility" and place.code != "02":
            yield flag(line, evidence=(f"place of service {place.code}",))


RULE.examples = """
flags    payer=medicare pos=22 99211 L40.0
near     payer=medicare pos=22 99212 L40.0
near     payer=medicare pos=11 99211 L40.0
passes   pos=22 99211 L40.0
"""
