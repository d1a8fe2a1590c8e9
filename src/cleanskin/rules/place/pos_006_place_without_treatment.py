"""A visit or procedure at a place where patients are not treated.

A pharmacy, an ambulance, an independent laboratory: mostly 81 was meant for the laboratory's line and taken for the
whole claim.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, places
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-POS-006",
    name="treatment-at-place-without-treatment",
    outcome="denial",
    severity="hold",
    triggers=classes("visit", "procedure", "surgery"),
    beside=places("01", "41", "42", "81"),
    carc="5",
    rarc="M77",
    message="{code} stands at a place where patients are not treated.",
    fix="Enter the place where the patient was.",
    source=cited("CMS place of service code set", "coding rules MOD-13", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits and procedures at 01, 41, 42 and 81."""
    for line in visit.of_class("visit", "procedure", "surgery"):
        if line.place_of_service in ("01", "41", "42", "81"):
            place = day.place_of_service(line.place_of_service)
            named = place.name if place is not None else ""
            yield flag(line, evidence=(f"place {line.place_of_service}: {named}",), pointer="2400.SV105")


RULE.examples = """
flags    pos=81 11102 D49.2 | 88305 D49.2
near     pos=11 11102 D49.2 | 88305 D49.2
flags    99213 L40.0 pos=41
passes   11102 D49.2 | 88305 D49.2 pos=81
"""
