"""An excision for actinic keratosis alone.

Actinic keratosis is treated by destruction (17000 to 17004) or field therapy.  A full-thickness excision for it alone asks
for a reason in the record, and payers deny it as more than was needed.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-014",
    name="excision-for-keratosis",
    outcome="denial",
    severity="warn",
    triggers=families("excision_benign"),
    carc="50",
    message="{code} is a full-thickness excision, but the line points only to actinic keratosis.",
    fix="If it was destroyed or shaved, bill that; if a cancer was suspected, take the diagnosis from the pathology report.",
    source=cited(
        "CPT guideline conventions", "coding rules DES-1, DX-5", trust="derived", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag benign excisions that point to actinic keratosis alone."""
    for line in visit.in_family("excision_benign"):
        if all_of(line, day, "actinic_keratosis"):
            yield flag(line)


RULE.examples = """
flags    11402 L57.0
near     11402 D22.5
passes   17000 L57.0
"""
