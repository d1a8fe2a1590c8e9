"""Modifier 50 on a code that is never doubled for two sides.

50 is for organs that come in pairs and for codes whose bilateral indicator is 1 (or 3). Codes for skin lesions count
lesions, not sides; codes with indicator 2 mean both sides already; with indicator 9 the idea does not apply. A payer
refuses the line or ignores the modifier.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-007",
    name="50-on-code-that-is-not-doubled",
    outcome="denial",
    severity="hold",
    triggers=modifiers("50"),
    carc="4",
    rarc="N519",
    message="{code} carries 50, but is not doubled for two sides.",
    fix="Take 50 off {code}; report lesions on both sides by units or by lines with RT and LT.",
    source=cited(
        "Coding rules of the project",
        "MOD-7; bilateral indicators of the fee schedule",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 50 whose code has bilateral indicator 0, 2 or 9."""
    for line in visit.lines:
        row = policy_of(line.code, day) if line.has("50") else None
        if row is not None and row.bilateral in ("0", "2", "9"):
            yield flag(line, evidence=(f"{line.code} has bilateral indicator {row.bilateral}",))


RULE.examples = """
flags    64650-50 L74.510                     # both armpits are in the code
near     64650 L74.510
flags    17110-50 B07.8
passes   15823-50 H02.831                     # eyelids come in pairs: indicator 1
passes   11602-RT C44.612 | 11602-LT C44.619
"""
