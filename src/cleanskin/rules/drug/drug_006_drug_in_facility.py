"""A drug billed by the clinician in a hospital department or surgery center.

In places 19, 21, 22, 23 and 24 the facility buys and bills the drug.  The clinician's line is denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

FACILITIES = frozenset({"19", "21", "22", "23", "24"})
"""Places where the facility bills the drug."""

RULE = Rule(
    id="CS-DRUG-006",
    name="drug-in-facility",
    outcome="denial",
    severity="hold",
    triggers=families("drug"),
    carc="5",
    payers=("medicare", "medicare_advantage"),
    message="{code} was given in a place where the facility bills the drug.",
    fix="Take the drug off the clinician claim, or correct the place of service.",
    source=cited(
        "Medicare claims processing manual, ch. 12 and 17",
        "coding rules MOD-13, SC-38",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drug lines in a facility."""
    for line in visit.in_family("drug"):
        if line.place_of_service in FACILITIES:
            message = f"{line.code} was given in place {line.place_of_service}, where the facility bills the drug."
            yield flag(line, message=message)


RULE.examples = """
flags    payer=medicare 11900 L91.0 pos=22 | J3301 L91.0 pos=22
near     payer=medicare 11900 L91.0 pos=22 | J3301 L91.0 pos=11
passes   payer=medicare 11900 L91.0 | J3301 L91.0
passes   payer=commercial pos=22 11900 L91.0 | J3301 L91.0
"""
