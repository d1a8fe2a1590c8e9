"""A chemotherapy injection code without a chemotherapy drug.

96405 and 96406 are for chemotherapy drugs.  A steroid injected into a lesion is 11900 or 11901.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

STEROIDS = frozenset({"J3301", "J3300", "J3302", "J3303", "J0702", "J1010", "J1100"})
"""Steroids that are injected into lesions."""

RULE = Rule(
    id="CS-INJ-005",
    name="chemotherapy-code-for-steroid",
    outcome="audit",
    severity="hold",
    triggers=families("intralesional_chemotherapy"),
    message="{code} is for chemotherapy drugs, and the drug on the claim is none.",
    fix="Bill 11900 for up to 7 lesions, 11901 for more.",
    source=cited("CPT guideline conventions", "coding rules MIN-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lesion chemotherapy when steroids are the only drugs of the claim."""
    drugs = {line.code for line in visit.in_family("drug")}
    if drugs and drugs <= STEROIDS:
        yield flag(
            *visit.in_family("intralesional_chemotherapy"), evidence=[f"drug billed: {', '.join(sorted(drugs))}"]
        )


RULE.examples = """
flags    96405 L91.0 | J3301 L91.0
near     96405 L91.0 | J9040 L91.0
passes   11900 L91.0 | J3301 L91.0
passes   96405 B07.0
"""
