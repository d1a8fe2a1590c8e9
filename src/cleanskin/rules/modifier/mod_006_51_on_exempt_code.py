"""Modifier 51 on an add-on code, or on one whose payment is never reduced.

51 tells the payer to pay a second procedure at half. Add-on codes and codes with multiple-procedure indicator 0 are
paid in full beside others; with 51 they may be paid at half for nothing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-006",
    name="51-on-code-that-is-not-reduced",
    outcome="underpayment",
    severity="warn",
    triggers=modifiers("51"),
    carc="59",
    message="{code} carries 51, although its payment is not reduced beside other procedures.",
    fix="Take 51 off {code}.",
    source=cited(
        "Coding rules of the project",
        "MOD-7, MOD-8; multiple-procedure indicators of the fee schedule",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 51 whose code is an add-on code or has multiple-procedure indicator 0."""
    for line in visit.lines:
        if not line.has("51"):
            continue
        row = policy_of(line.code, day)
        if line.is_add_on or day.add_on(line.code) is not None:
            yield flag(line, evidence=(f"{line.code} is an add-on code",))
        elif row is not None and row.multiple_procedure == "0" and line.visit_class in ("procedure", "surgery"):
            yield flag(line, evidence=(f"{line.code} has multiple-procedure indicator 0",))


RULE.examples = """
flags    17000 L57.0 | 17003-51*3 L57.0
near     17000 L57.0 | 17003-79*3 L57.0
flags    11602 C44.519 | 17004-51 L57.0       # 17004 has indicator 0
passes   11602 C44.519 | 12032-51 C44.519     # indicator 2
"""
