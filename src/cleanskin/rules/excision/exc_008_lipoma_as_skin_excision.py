"""A lipoma billed as the excision of a skin lesion.

A tumor of the fat below the skin is excised with the soft-tissue codes by site, depth and size, which include its closure.
114xx for a lipoma is often paid too low.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-008",
    name="lipoma-as-skin-excision",
    outcome="underpayment",
    severity="warn",
    triggers=families("excision_benign"),
    message="{code} is for lesions of the skin, but the line points only to a lipoma.",
    fix="If the record shows a tumor below the skin, bill the soft-tissue code of its site, depth and size.",
    source=cited("CPT guideline conventions", "coding rules EXC-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag benign skin excisions that point to lipomas alone."""
    for line in visit.in_family("excision_benign"):
        if all_of(line, day, "lipoma"):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11403 D17.1
near     11403 L72.0
passes   21930 D17.1
"""
