"""Modifier 78 at Medicare where there is no operating room.

Medicare pays 78 only for a return to an operating room: of a hospital or surgical center, or a suite for laser or
endoscopy.  Care of a complication in the office belongs to the first procedure.  Other payers may go by the code set,
which asks for an operating or procedure room.  An office may have a laser suite, so the record decides.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

OPERATING_ROOMS = frozenset({"19", "21", "22", "23", "24", "26"})
"""Places of service that may have an operating room: hospitals and surgical centers."""

RULE = Rule(
    id="CS-GLB-008",
    name="modifier-78-outside-operating-room",
    outcome="denial",
    severity="warn",
    triggers=modifiers("78"),
    payers=("medicare",),
    carc="97",
    rarc="M144",
    message="{code} carries 78, but the place of service is not one with an operating room.",
    fix="Report 99024 without charge for care in the office; keep 78 only with the place of service of the operating"
    " room.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 78 at a place without an operating room."""
    for line in visit.lines:
        if line.has("78") and line.place_of_service not in OPERATING_ROOMS:
            yield flag(line, evidence=[f"place of service {line.place_of_service}"], pointer="2300.CLM05-1")


RULE.examples = """
flags    payer=medicare 10140-78 L76.31
near     payer=commercial 10140-78 L76.31
passes   payer=medicare pos=24 10140-78 L76.31
passes   payer=medicare 10140-58 L76.31
flags    payer=medicare 10140-78 L76.31 pos=11 | 12020 T81.31XA
"""
