"""A closure code of another site group than the record tells.

The groups of sites differ by class: the neck goes with hands and feet in an intermediate closure, with the trunk in a
simple one, with forehead and cheek in a complex one.  A code of a group in which the record has no such closure is a
slip of the table.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.encounter import Closure
from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import outside_told_groups
from cleanskin.rules.rule import Flag, Rule, cited, families
from cleanskin.rules.visit import Visit

CLASSES: tuple[Closure, ...] = ("simple", "intermediate", "complex")


RULE = Rule(
    id="CS-REP-021",
    name="closure-site-group-against-the-record",
    outcome="audit",
    severity="hold",
    triggers=families("repair_simple", "repair_intermediate", "repair_complex"),
    needs=("note",),
    carc="150",
    instead_of=("CS-DX-012",),
    message="{code} is for another group of sites than the closures of that class in the record.",
    fix="Choose the code of the class by the documented site.",
    source=cited("CPT guideline conventions", "coding rules REP-2, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag closure lines whose site group holds no documented closure of the class, when all sites are told."""
    for closure in CLASSES:
        scheme = f"repair_{closure}"
        lines = [line for line in visit.in_family(scheme) if not line.is_add_on and line.code != "G0168"]
        yield from outside_told_groups(visit, lines, scheme, closure, day)


RULE.examples = """
flags    note={"lesions":[{"site":"neck","closure":"intermediate"}]} 11422 D22.4 | 12031 D22.4
near     note={"lesions":[{"site":"neck","closure":"intermediate"}]} 11422 D22.4 | 12041 D22.4
flags    note={"lesions":[{"site":"cheek","technique":"mohs","closure":"complex"}]} 17311 C44.319 | 13152 C44.319
passes   note={"lesions":[{"site":"neck","closure":"simple"}]} 17311 C44.42 | 12001 C44.42
passes   note={"lesions":[{"site":"neck","closure":"intermediate"},{"closure":"intermediate"}]} 12031 D22.4
cannot   12031 D22.4
"""
