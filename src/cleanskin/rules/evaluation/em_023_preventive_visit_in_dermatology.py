"""A preventive-medicine visit billed by a dermatologist for a skin examination.

The preventive codes stand for the yearly check-up of the whole person by age.  A full skin examination is an office
visit, with Z12.83 when nothing was complained of.  As a preventive visit it uses up the patient's yearly benefit or is
denied; Medicare never pays these codes.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import specialty
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-023",
    name="preventive-visit-in-dermatology",
    outcome="denial",
    severity="warn",
    triggers=codes("99381-99387", "99391-99397"),
    carc="96",
    rarc="N429",
    instead_of=("CS-UNIT-004",),
    message="{code} is the yearly check-up of the whole person, not a skin examination.",
    fix="Bill the office visit that the record supports, with Z12.83 for a screening without complaints.",
    source=cited("CPT conventions for visits", "coding rules EM-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag preventive visits of dermatologists."""
    for line in visit.lines:
        if line.code in RULE.triggers.codes and specialty(visit, line).startswith("207N"):
            yield flag(line)


RULE.examples = """
flags    99385 Z12.83
near     99203 Z12.83
passes   claim={"providers":[],"billing_provider":{"taxonomy":"207Q00000X"}} 99385 Z00.00
flags    payer=medicare 99397 D22.5
"""
