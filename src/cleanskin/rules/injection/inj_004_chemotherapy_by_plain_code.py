"""A chemotherapy drug injected into lesions under the plain injection code.

Bleomycin and fluorouracil injected into lesions are 96405 (up to seven) or 96406 (more), not 11900 or 11901.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-004",
    name="lesion-chemotherapy-by-plain-code",
    outcome="underpayment",
    severity="hold",
    triggers=families("intralesional_injection"),
    message="{code} stands for injections of other drugs than the chemotherapy on the claim.",
    fix="Bill 96405 for up to 7 lesions, 96406 for more, with the drug.",
    source=cited("CPT guideline conventions", "coding rules MIN-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag plain lesion injections when bleomycin or fluorouracil is the only drug of the claim."""
    drugs = {line.code for line in visit.in_family("drug")}
    lines = visit.in_family("intralesional_injection")
    if lines and drugs and drugs <= {"J9040", "J9190"} and not visit.in_family("intralesional_chemotherapy"):
        yield flag(*lines, evidence=[f"drug billed: {', '.join(sorted(drugs))}"])


RULE.examples = """
flags    11900 B07.0 | J9040 B07.0
near     96405 B07.0 | J9040 B07.0
passes   11900 L91.0 | J3301 L91.0
"""
