"""Modifier 52 on a code that covers small sizes and numbers anyway.

52 says that less was done than the code describes. A code for up to so many lesions, centimeters or square
centimeters describes any number or size below, so that a small lesion is no reduced service; 52 costs money for
nothing and asks for a report.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-036",
    name="52-on-code-for-a-range",
    outcome="underpayment",
    severity="warn",
    triggers=modifiers("52"),
    carc="4",
    message="{code} carries 52, but covers small numbers and sizes already.",
    fix="Take 52 off unless the procedure itself was cut short; if a smaller code exists, use that one.",
    source=cited(
        "Coding rules of the project",
        "MOD-3, DES-1, DES-4, SHV-2, EXC-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 52 whose code has an upper limit of size or number."""
    for line in visit.lines:
        facts = line.facts
        if facts is not None and line.has("52") and (facts.size_to is not None or facts.count_to is not None):
            most = f"{facts.size_to} {facts.size_unit}" if facts.size_to is not None else f"{facts.count_to} lesions"
            yield flag(line, evidence=(f"{line.code} covers up to {most}",))


RULE.examples = """
flags    17106-52 D18.01
near     17106 D18.01
flags    17110-52 B07.8
passes   96910-52 L40.0
"""
