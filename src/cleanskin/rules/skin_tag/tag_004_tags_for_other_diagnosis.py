"""Skin tag removal for a diagnosis that is no skin tag.

11200 and 11201 are for skin tags (L91.8).  Moles, keratoses and warts have codes of their own, by shave, excision or
destruction.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_in, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

GROWTHS = ("benign", "premalignant", "malignant", "in_situ", "infection")
"""Groups of diagnoses that are growths and no tags, but for the condition skin_tag."""

RULE = Rule(
    id="CS-TAG-004",
    name="tag-removal-for-other-growth",
    outcome="denial",
    severity="hold",
    triggers=families("skin_tag_removal"),
    carc="11",
    message="{code} is for skin tags, and no diagnosis of the line is one.",
    fix="Bill the removal of the growth by its method (shave 113xx, excision 114xx, destruction 17110), or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules TAG-2, TAG-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag tag removals that point only to other growths or to cancer."""
    for line in visit.in_family("skin_tag_removal"):
        named = treated(line, day)
        is_tag = any(day.diagnosis_condition(code) == "skin_tag" for code in named)
        if all_in(line, day, *GROWTHS) and not is_tag:
            yield flag(line, evidence=[f"the line points to {', '.join(named)}"])


RULE.examples = """
flags    11200 D22.5
near     11200 L91.8
flags    11200 L82.1
passes   11200 L91.8,L82.1
passes   17110 L82.0
"""
