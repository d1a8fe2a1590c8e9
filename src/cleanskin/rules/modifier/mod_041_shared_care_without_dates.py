"""Modifier 55 without the day on which the care was taken over.

A claim for aftercare states when the care was taken over (and given up), and rests on a written transfer between the
two clinicians. Without the day a payer cannot divide the fee and sends the claim back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-041",
    name="shared-care-without-its-dates",
    outcome="rejection",
    severity="warn",
    triggers=modifiers("55"),
    carc="16",
    rarc="N706",
    message="{code} carries 55, but the claim does not say when the care was taken over.",
    fix="Add the day on which the care was taken over (DTP*090), or bill visits if there was no transfer of care.",
    source=cited(
        "CMS Claims Processing Manual", "ch. 12, sec. 40.2 and 40.4", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 55 on a claim without the date of assumed care."""
    known = any(event.kind == "090" for event in visit.claim.dates)
    for line in visit.lines:
        if line.has("55") and not known and line.service.event("090") is None:
            yield flag(line, pointer="2300.DTP*090")


RULE.examples = """
flags    12044-55 S61.412D
near     12044-54 S61.412D
passes   claim={"dates":[{"kind":"090","first":"2026-02-20"}]} 12044-55 S61.412D
"""
