"""Modifier 22 on a code that has no global period.

Medicare considers 22 (much more work than usual) only for procedures with a global period of 0, 10 or 90 days. On
tests, treatments by staff, drugs and add-on codes it changes nothing or is refused.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-038",
    name="22-on-code-without-global-period",
    outcome="denial",
    severity="warn",
    triggers=modifiers("22"),
    carc="4",
    message="{code} carries 22, but has no global period of 0, 10 or 90 days.",
    fix="Take 22 off; use the add-on code or the units that stand for more work.",
    source=cited(
        "CMS Claims Processing Manual",
        "ch. 12, sec. 40.2; coding rule MOD-3",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 22 whose code is known and has other global days."""
    for line in visit.lines:
        days = day.global_days(line.code) if line.has("22") else None
        if days in ("XXX", "ZZZ", "YYY"):
            yield flag(line, evidence=(f"{line.code} has global days {days}",))


RULE.examples = """
flags    96910-22 L40.0
near     96910 L40.0
flags    17000 L57.0 | 17003-22*4 L57.0
passes   11606-22 C43.59
"""
