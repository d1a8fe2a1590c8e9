"""A line that names the cosmetic encounter and does not say that it is not covered.

Z41.1 says that the service was for appearance.  Payers exclude it; Medicare by law.  Without GY a Medicare line is
denied against the practice; other payers deny it too, and the patient can only be asked to pay with a signed waiver.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-006",
    name="cosmetic-encounter-billed",
    outcome="denial",
    severity="hold",
    triggers=diagnoses("Z411"),
    carc="96",
    rarc="N383",
    message="Line {line} names the cosmetic encounter (Z41.1) and is billed as covered.",
    fix="Let the patient pay, or add GY (with GX when a notice was given) to have it refused for the record.",
    source=cited(
        "Coding rules of dermatology", "MOD-11, SC-31; medical or cosmetic: section C", checked_on=date(2026, 11, 21)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines that point to Z41.1 without GY."""
    for line in visit.lines:
        if "Z411" in line.diagnoses and not line.has("GY"):
            yield flag(line, severity="hold" if visit.is_medicare else "warn")


RULE.examples = """
flags   payer=medicare 17110 L82.1,Z41.1
near    payer=medicare 17110-GY L82.1,Z41.1
near    payer=medicare 17110 L82.1,L29.8
flags   payer=commercial 15788 Z41.1
passes  99213 L82.1 | 17110-GY Z41.1
"""
