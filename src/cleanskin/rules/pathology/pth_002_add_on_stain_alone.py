"""A further antibody stain without the first one.

88342 is the first antibody of a specimen, 88341 each further one; 88346 and 88350 likewise for immunofluorescence.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PTH-002",
    name="further-stain-without-first",
    outcome="denial",
    severity="hold",
    triggers=codes("88341", "88350"),
    carc="107",
    message="{code} is a further stain, and the first one of its kind is not on the claim.",
    fix="Bill the first antibody of each specimen with 88342 (88346 for immunofluorescence) and the others with the add-on.",
    source=cited("CPT guideline conventions", "coding rules PTH-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag further stains without their first code on the claims of the day."""
    elsewhere = {one.code for one in visit.same_day_elsewhere()}
    for line in visit.with_code("88341", "88350"):
        first = {"88341": ("88342", "88360", "88361", "88344"), "88350": ("88346",)}[line.code]
        if not visit.has_code(*first) and not elsewhere & set(first):
            yield flag(line)


RULE.examples = """
flags    88305 D03.9 | 88341 D03.9
near     88342 D03.9 | 88341 D03.9
passes   88346 L10.0 | 88350*2 L10.0
"""
