"""A visit at place 02 or 10 without a modifier that says how it was held.

The place says that patient and clinician were apart, 93 or 95 whether they saw each other.  A visit by sound alone
needs 93 at Medicare; for video most commercial payers want 95 and Medicare leaves it to its contractor.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag, places
from cleanskin.rules.telehealth.means import DISTANT
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-003",
    name="distance-place-without-modifier",
    outcome="advice",
    severity="note",
    triggers=codes("99202-99205", "99211-99215"),
    beside=places(*DISTANT),
    carc="4",
    rarc="N519",
    message="{code} is at a place for visits at a distance and does not say whether it was by video or by sound alone.",
    fix="Add 93 if it was by sound alone; add 95 for video if this payer wants it.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "modifiers 93 and 95; coding rules EM-10, SC-29",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag office visits at place 02 or 10 without a telehealth modifier."""
    for line in visit.with_code(*RULE.triggers.codes):
        if line.place_of_service in DISTANT and not line.has("93", "95", "GT", "GQ", "FQ"):
            yield flag(line, evidence=[f"place of service {line.place_of_service}"])


RULE.examples = """
flags    pos=10 99213 L40.0
near     pos=10 99213-95 L40.0
passes   pos=11 99213 L40.0
flags    payer=medicare pos=02 99213 L40.0
passes   pos=10 98005 L40.0                # the code says it
"""
