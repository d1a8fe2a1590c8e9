"""Patch tests for a growth or a check-up.

Patch tests look for contact allergy: dermatitis, eczema, itch.  A mole or an examination does not support them.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_in
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTCH-003",
    name="patch-test-without-dermatitis",
    outcome="denial",
    severity="hold",
    triggers=codes("95044", "95052"),
    carc="50",
    message="{code} looks for contact allergy, and no diagnosis of the line is a dermatitis.",
    fix="Point the line to the dermatitis that is looked into (L23.x, L24.x, L25.x, L20.x, L30.x).",
    source=cited(
        "Medical and cosmetic grid", "patch test; coding rules LGT-4", trust="derived", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag tests that point only to growths, infections or cosmetic concerns."""
    for line in visit.with_code("95044", "95052"):
        if all_in(line, day, "benign", "premalignant", "malignant", "in_situ", "infection", "cosmetic", "acne"):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    95044*80 D22.5
near     95044*80 L23.9
passes   95044*80 L30.9
"""
