"""A modifier for drugs (JW, JZ, JA, JB) on a line that is no drug.

JW and JZ tell what was thrown away of a single-dose container, JA and JB how a drug was given. They belong on the
drug's line, not on that of the injection.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-018",
    name="drug-modifier-on-no-drug",
    outcome="denial",
    severity="hold",
    triggers=modifiers("JW", "JZ", "JA", "JB"),
    carc="4",
    rarc="N519",
    message="{code} is no drug, but carries a modifier for drugs.",
    fix="Move the modifier to the line of the drug.",
    source=cited("Coding rules of the project", "MOD-10", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit, procedure or test line with a drug modifier."""
    for line in visit.lines:
        is_service = (
            line.visit_class in ("visit", "procedure", "surgery", "pathology") and line.family != "skin_substitute"
        )
        if is_service and line.has("JW", "JZ", "JA", "JB"):
            yield flag(line)


RULE.examples = """
flags    64650-JZ L74.510 | J0585*100 L74.510
near     64650 L74.510 | J0585*100 L74.510
passes   64650 L74.510 | J0585-JZ*100 L74.510
"""
