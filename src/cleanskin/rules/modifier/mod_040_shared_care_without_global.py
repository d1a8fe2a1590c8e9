"""Modifier 54, 55 or 56 on a code whose fee holds no aftercare.

These modifiers divide the fee of a procedure with a global period of 10 or 90 days between clinicians. A code with 0
days, none, or of its primary has nothing to divide.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-040",
    name="shared-care-on-code-without-aftercare",
    outcome="denial",
    severity="warn",
    triggers=modifiers("54", "55", "56"),
    carc="4",
    rarc="N519",
    message="{code} carries 54, 55 or 56, but its fee holds no aftercare.",
    fix="Take the modifier off; bill the aftercare as visits where it is paid apart.",
    source=cited(
        "CMS Claims Processing Manual", "ch. 12, sec. 40.2 and 40.4", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 54, 55 or 56 whose code has neither 10 nor 90 global days."""
    for line in visit.lines:
        days = day.global_days(line.code) if line.has("54", "55", "56") else None
        if days in ("000", "XXX", "ZZZ"):
            yield flag(line, evidence=(f"{line.code} has global days {days}",))


RULE.examples = """
flags    17311-54 C44.311
near     17311-58 C44.311
passes   14060-54 C44.311
passes   12044-54 S61.412A
"""
