"""A visit at a distance to Medicare (93 or 95) with a place of service where the patient was not.

Medicare wants place 10 when the patient was at home and 02 elsewhere.  The place of the office with 95 was a rule of
the emergency and is over.  Clinicians of a hospital may have to give its place.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

HOSPITAL = frozenset({"19", "21", "22", "23"})
"""Places of a hospital, whose clinicians may have to give it."""

RULE = Rule(
    id="CS-TEL-002",
    name="distance-modifier-at-office",
    outcome="denial",
    severity="warn",
    triggers=modifiers("93", "95"),
    effective_from=date(2025, 1, 1),
    payers=("medicare",),
    carc="5",
    rarc="M77",
    message="{code} was held at a distance, but its place of service is that of a visit in person.",
    fix="Use place 10 if the patient was at home, else 02; or take the modifier off if the visit was in person.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "place of service; coding rules EM-10, SC-29",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with 93 or 95 at a place that the telehealth table does not name, hospitals left out."""
    for line in visit.lines:
        if not line.has("93", "95") or line.place_of_service in HOSPITAL:
            continue
        places = {place for one in day.telehealth_rules(line.code, "medicare") for place in one.places}
        if places and line.place_of_service not in places:
            yield flag(line, evidence=[f"place of service {line.place_of_service}"], pointer="2400.SV105")


RULE.examples = """
flags    payer=medicare 99213-95 L40.0
near     payer=medicare 99213 L40.0
passes   payer=medicare pos=10 99213-95 L40.0
passes   payer=medicare pos=22 99213-95 L40.0
passes   payer=commercial 99213-95 L40.0           # by contract
flags    on=2025-01-02 payer=medicare 99213-95 L40.0
passes   on=2024-12-31 payer=medicare 99213-95 L40.0
"""
