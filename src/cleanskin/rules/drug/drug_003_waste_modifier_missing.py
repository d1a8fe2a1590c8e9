"""A single-dose drug to Medicare without JW or JZ.

Since 2023-07-01 a drug from a single-dose container under Part B carries JZ when nothing was thrown away, or has a second
line with JW for what was.  Without either the line is returned.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-003",
    name="waste-modifier-missing",
    outcome="rejection",
    severity="warn",
    triggers=families("drug"),
    carc="4",
    payers=("medicare", "medicare_advantage"),
    effective_from=date(2023, 7, 1),
    message="{code} comes in single-dose containers and carries neither JZ nor a JW line.",
    fix="Add JZ when nothing was discarded; else bill the discarded units on a second line with JW.",
    source=cited(
        "CMS, JW modifier and JZ modifier policy",
        "coding rules MOD-10, SC-26",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag single-dose drugs without JZ and without a JW line of the same code."""
    for line in visit.in_family("drug"):
        if line.facts is None or line.facts.single_dose is not True or line.has("JW", "JZ"):
            continue
        if not any(other.has("JW") for other in visit.with_code(line.code)):
            yield flag(line)


RULE.examples = """
flags    payer=medicare 64650 L74.510 | J0585-59*100 L74.510
near     payer=medicare 64650 L74.510 | J0585-JZ*100 L74.510
passes   payer=medicare 64650 L74.510 | J0585*50 L74.510 | J0585-JW*50 L74.510
passes   payer=commercial 64650 L74.510 | J0585*100 L74.510
passes   payer=medicare 11900 L91.0 | J3301 L91.0      # comes in multi-dose vials too
flags    on=2023-07-01 payer=medicare J0585*100 L74.510
passes   on=2023-06-30 payer=medicare J0585*100 L74.510
"""
