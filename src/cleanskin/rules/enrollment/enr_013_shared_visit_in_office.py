"""A visit marked as shared (FS) in the office.

Medicare lets a physician and a practitioner share a visit in facilities only. In the office the visit belongs to the one
who did it, or is billed incident to the physician.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    flag,
    modifiers,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-ENR-013",
    name="shared-visit-in-office",
    outcome="denial",
    severity="hold",
    triggers=modifiers("FS"),
    payers=("medicare", "medicare_advantage"),
    carc="4",
    rarc="N519",
    message="{code} carries FS (shared visit), which does not exist in the office.",
    fix="Take FS off and bill under the clinician who did the visit.",
    source=cited("42 CFR 415.140; Medicare claims processing manual, ch. 12", "coding rules MOD-12", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with FS at a place outside facilities."""
    for line in visit.lines:
        place = day.place_of_service(line.place_of_service)
        if line.has("FS") and place is not None and place.setting == "nonfacility":
            yield flag(line, evidence=(f"place of service {place.code}",))


RULE.examples = """
flags    payer=medicare 99214-FS L40.0
near     payer=medicare 99214 L40.0
near     payer=medicare 99214-FS L40.0 pos=22
passes   payer=medicare 99213 L40.0 pos=22
"""
