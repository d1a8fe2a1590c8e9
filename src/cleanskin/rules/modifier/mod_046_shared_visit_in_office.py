"""Modifier FS, the shared visit, in the office.

A visit shared by a physician and another practitioner exists in facilities only. In the office the visit is the
physician's by the rules of incident-to care, or the other practitioner's own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-046",
    name="shared-visit-in-the-office",
    outcome="denial",
    severity="hold",
    triggers=modifiers("FS"),
    payers=("medicare", "medicare_advantage"),
    carc="4",
    rarc="N519",
    message="{code} is billed as a shared visit in the office, where there is none.",
    fix="Bill the visit under the practitioner who held it, or as incident-to where its conditions are met.",
    source=cited("Coding rules of the project", "MOD-12", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with FS at place of service 11."""
    for line in visit.lines:
        if line.has("FS") and line.place_of_service == "11":
            yield flag(line)


RULE.examples = """
flags    payer=medicare 99213-FS L40.0
near     payer=medicare 99213 L40.0
passes   payer=medicare 99213-FS L40.0 pos=22
"""
