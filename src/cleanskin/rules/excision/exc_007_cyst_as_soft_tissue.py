"""A cyst of the skin billed as the excision of a soft-tissue tumor.

Epidermal and pilar cysts are lesions of the skin, also when they dip into the fat: 114xx.  The soft-tissue codes are for
tumors such as lipomas that arise below the skin.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-007",
    name="cyst-as-soft-tissue-tumor",
    outcome="audit",
    severity="hold",
    triggers=families("excision_soft_tissue"),
    carc="11",
    message="{code} is for soft-tissue tumors, but the line points only to a skin cyst.",
    fix="Bill 114xx by diameter with margins and site.",
    source=cited("CPT guideline conventions", "coding rules EXC-9, EXC-10", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag soft-tissue excisions that point to skin cysts alone."""
    for line in visit.in_family("excision_soft_tissue"):
        if all_of(line, day, "cyst"):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    21930 L72.0
near     21930 D17.1
passes   11403 L72.0
flags    21012 L72.11
"""
