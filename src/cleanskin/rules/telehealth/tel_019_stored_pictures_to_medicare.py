"""Modifier GQ (pictures stored and read later) to Medicare outside Alaska and Hawaii.

Medicare pays a visit by stored pictures only in the federal trials of those two states.  Elsewhere reading a patient's
pictures is G2010, and talking live is a visit by video.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-019",
    name="stored-pictures-to-medicare",
    outcome="denial",
    severity="warn",
    triggers=modifiers("GQ"),
    payers=("medicare",),
    carc="4",
    rarc="N519",
    message="{code} carries GQ (stored pictures), which Medicare pays in Alaska and Hawaii only.",
    fix="Bill G2010 for reading pictures that the patient sent; take GQ off if the visit was live.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "asynchronous visits; general knowledge; coding rules EM-10",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GQ in other states, or when the state is not known to be one of the two."""
    for line in visit.lines:
        if line.has("GQ") and visit.state and visit.state not in ("AK", "HI"):
            yield flag(line, evidence=[f"state {visit.state}"])


RULE.examples = """
flags    payer=medicare pos=02 99213-GQ D48.5
near     payer=medicare pos=02 99213-95 D48.5
passes   payer=medicare state=AK pos=02 99213-GQ D48.5
passes   payer=commercial pos=02 99213-GQ D48.5
"""
