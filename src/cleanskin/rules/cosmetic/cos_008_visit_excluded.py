"""A visit sent as excluded because a cosmetic procedure followed.

Looking at a lesion and finding what it is stays a medical visit, also when the patient then asks for a cosmetic
removal.  Only a visit for nothing but appearance (Z41.1) is excluded.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-008",
    name="visit-sent-as-excluded",
    outcome="denial",
    severity="warn",
    triggers=modifiers("GY"),
    carc="96",
    rarc="N425",
    message="The visit {code} is sent as excluded, but its diagnosis is medical.",
    fix="If the record shows an examination and a diagnosis, bill the visit without GY.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "section C: the visit for diagnosis stays billable",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with GY that do not point to the cosmetic encounter."""
    for line in visit.of_class("visit"):
        if line.has("GY") and line.diagnoses and "Z411" not in line.diagnoses:
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   payer=medicare 99213-GY L82.1 | 17110-GY L82.1
near    payer=medicare 99213 L82.1 | 17110-GY L82.1
passes  payer=medicare 99213-GY Z41.1
"""
