"""A layered closure beside the excision of a soft-tissue tumor.

The soft-tissue codes include simple and intermediate closure.  Only a complex one, with its own criteria, is apart.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-009",
    name="closure-beside-soft-tissue-excision",
    outcome="denial",
    severity="hold",
    triggers=families("excision_soft_tissue"),
    carc="97",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-002",
    ),
    message="{codes}: simple and intermediate closure belongs to the excision of a soft-tissue tumor.",
    fix="Take the closure off unless it closed another wound, which 59 or XS must say.",
    source=cited("CPT guideline conventions", "coding rules EXC-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag simple and intermediate closures beside a soft-tissue excision when nothing sets them apart."""
    if visit.in_family("excision_soft_tissue") and not visit.in_family("excision_benign", "excision_malignant", "mohs"):
        closures = [one for one in visit.in_family("repair_simple", "repair_intermediate") if not one.is_distinct]
        if closures:
            yield flag(*closures)


RULE.examples = """
flags    21931 D17.1 | 12032 D17.1
near     21931 D17.1 | 12032-59 D17.1
passes   21931 D17.1 | 13101 D17.1
passes   21931 D17.1 | 11602 C44.519 | 12032 C44.519   # the skin excision may have needed it
"""
