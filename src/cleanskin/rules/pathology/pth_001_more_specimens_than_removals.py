"""More tissue examinations than lesions sampled or removed that day.

88305 is one unit a specimen: its own container and request.  A practice that reads its own slides cannot have more
specimens than lesions it took.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

TISSUE = frozenset({
    "biopsy", "shave", "excision_benign", "excision_malignant", "excision_soft_tissue", "excision_site_specific",
    "excision_hidradenitis", "excision_pilonidal", "skin_tag_removal", "mohs", "nail", "debridement",
    "destruction_malignant", "destruction_benign", "flap", "graft", "eyelid_surgery", "repair_complex",
})  # fmt: skip
"""Families whose services give tissue, or may."""

RULE = Rule(
    id="CS-PTH-001",
    name="more-specimens-than-lesions",
    outcome="audit",
    severity="warn",
    triggers=codes("88304", "88305"),
    message="The claim has more tissue examinations than lesions sampled or removed on it.",
    fix="Bill one unit for each specimen with its own container; check that every biopsy and removal is on the claim.",
    source=cited("CPT guideline conventions", "coding rules PTH-1, PTH-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag when specimens outnumber the tissue-giving units on claims of the day; nothing when none gives tissue."""
    taken = sum((line.units for line in visit.lines if line.family in TISSUE), Decimal(0))
    taken += sum(one.units for one in visit.same_day_elsewhere() if day.family(one.code) in TISSUE)
    lines = visit.with_code("88304", "88305")
    read = sum(line.units for line in lines)
    if 0 < taken < read:
        yield flag(*lines, evidence=[f"{read} specimens read, {taken} lesions sampled or removed"])


RULE.examples = """
flags    11102 D49.2 | 88305*3 D49.2
near     11102 D49.2 | 88305*1 D49.2
passes   88305*3 D22.5                         # the tissue came from elsewhere
passes   11102 D49.2 | 11103*2 D49.2 | 88305*3 D49.2
"""
