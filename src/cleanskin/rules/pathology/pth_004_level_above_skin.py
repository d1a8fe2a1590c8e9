"""A tissue level that skin specimens rarely reach.

Skin biopsies and excisions are 88305; cysts, tags and lipomas 88304.  88307 and 88309 are for large resections.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTH-004",
    name="tissue-level-above-skin",
    outcome="audit",
    severity="warn",
    triggers=codes("88307", "88309"),
    message="{code} is a level that skin specimens rarely reach.",
    fix="Bill 88305 for skin biopsies and excisions unless the report shows a resection of that level.",
    source=cited("CPT guideline conventions", "coding rules PTH-1", trust="unverified", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the levels when a skin service of the day is on the claim."""
    if visit.in_family("biopsy", "shave", "excision_benign", "excision_malignant"):
        yield flag(*visit.with_code("88307", "88309"))


RULE.examples = """
flags    11602 C44.519 | 88307 C44.519
near     11602 C44.519 | 88305 C44.519
passes   88307 C50.911
"""
