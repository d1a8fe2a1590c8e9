"""11201 units that do not fit the number of tags in the record.

11200 is the first 15; 11201 is each further 10 **or part of 10**: 16 tags are one unit, 26 are two.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.skin_tag.tags import counted, units_for
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TAG-002",
    name="tag-units-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("skin_tag_removal"),
    needs=("note",),
    message="The units of 11201 do not fit the number of skin tags in the record.",
    fix="Bill one 11201 for each further 10 tags or part of 10 beyond the first 15.",
    source=cited("CPT guideline conventions", "coding rules TAG-1, SC-06, TRAP-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag more 11201 than the record carries; fewer is another rule."""
    tags = counted(visit)
    billed = visit.units_of("11201")
    if tags is not None and billed > units_for(tags):
        evidence = [f"{tags} tags in the record are {units_for(tags)} units of 11201; {billed} billed"]
        yield flag(*visit.with_code("11201"), evidence=evidence)


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"L91.8","technique":"snip","intent":"remove","count":15}]}  11200 L91.8 | 11201*1 L91.8
near     note={"lesions":[{"diagnosis":"L91.8","technique":"snip","intent":"remove","count":16}]}  11200 L91.8 | 11201*1 L91.8
passes   note={"lesions":[{"diagnosis":"L91.8","technique":"snip","intent":"remove","count":26}]}  11200 L91.8 | 11201*2 L91.8
cannot   11200 L91.8 | 11201 L91.8
"""
