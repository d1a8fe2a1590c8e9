"""JW or JZ on a drug from a multi-dose container.

Waste is billed, or its absence told, for single-dose containers only.  A multi-dose vial serves the next patient.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-004",
    name="waste-modifier-on-multi-dose",
    outcome="audit",
    severity="hold",
    triggers=modifiers("JW", "JZ"),
    carc="4",
    message="{code} is not from a single-dose container and may not carry JW or JZ.",
    fix="Take the modifier off; bill no waste of a multi-dose vial.",
    source=cited(
        "CMS, JW modifier and JZ modifier policy",
        "coding rules MOD-10, SC-26",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag JW and JZ on drugs that the table says come in multi-dose containers only."""
    for line in visit.in_family("drug"):
        if line.has("JW", "JZ") and line.facts is not None and line.facts.single_dose is False:
            yield flag(line)


RULE.examples = """
flags    J0702-JW*2 L91.0
near     J0702-59*2 L91.0
passes   J0585-JW*50 L74.510
passes   J3301-JZ*2 L91.0                     # it comes in both kinds of containers
"""
