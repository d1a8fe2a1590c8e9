"""Skin tags beyond the first 15 that were documented and not billed.

The sixteenth tag begins a unit of 11201.  Without it the work beyond 15 tags is given away.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.skin_tag.tags import counted, units_for
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TAG-003",
    name="further-tags-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("11200"),
    needs=("note",),
    message="The record counts more skin tags than 11200 and 11201 on the claim stand for.",
    fix="Add 11201 for each further 10 tags or part of 10 beyond the first 15.",
    source=cited("CPT guideline conventions", "coding rules TAG-1, SC-06", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 11200 when the record's count earns more units of 11201."""
    tags = counted(visit)
    billed = visit.units_of("11201")
    if tags is not None and units_for(tags) > billed:
        evidence = [f"{tags} tags in the record are {units_for(tags)} units of 11201; {billed} billed"]
        yield flag(*visit.with_code("11200"), evidence=evidence, missing=[("11201", int(units_for(tags) - billed))])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"L91.8","technique":"snip","intent":"remove","count":16}]}  11200 L91.8
near     note={"lesions":[{"diagnosis":"L91.8","technique":"snip","intent":"remove","count":15}]}  11200 L91.8
passes   note={"lesions":[{"diagnosis":"L91.8","technique":"snip","intent":"remove","count":20}]}  11200 L91.8 | 11201 L91.8
cannot   11200 L91.8
"""
