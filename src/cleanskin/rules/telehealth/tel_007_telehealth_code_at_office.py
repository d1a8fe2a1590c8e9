"""A telehealth visit code at a place of service for visits in person.

98000 to 98015 say that patient and clinician were apart.  The office as place contradicts them; payers that take the
codes expect 02 or 10.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-007",
    name="telehealth-code-at-office",
    outcome="denial",
    severity="warn",
    triggers=codes("98000-98015"),
    effective_from=date(2025, 1, 1),
    carc="5",
    rarc="M77",
    message="{code} is a visit at a distance, but its place of service is that of a visit in person.",
    fix="Use place 10 if the patient was at home, else 02; or the office visit code if the visit was in person.",
    source=cited(
        "CPT conventions for telehealth", "coding rules EM-10, SC-29", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag telehealth codes at a place that the telehealth table does not name for them."""
    for line in visit.with_code(*RULE.triggers.codes):
        places = {place for one in day.telehealth_rules(line.code, visit.payer) for place in one.places}
        if places and line.place_of_service not in places:
            yield flag(line, evidence=[f"place of service {line.place_of_service}"], pointer="2400.SV105")


RULE.examples = """
flags    98005 L40.0
near     pos=10 98005 L40.0
passes   99213 L40.0
passes   payer=medicare 98005 L40.0            # not taken at all: another rule
flags    on=2025-01-02 98005 L40.0
passes   on=2024-12-31 98005 L40.0
"""
