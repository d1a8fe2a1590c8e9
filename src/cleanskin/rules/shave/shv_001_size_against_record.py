"""A shave removal of another size than the record documents.

The lesion's own diameter decides the code of a shave; margins do not count, and lesions are never added together.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.excision.sizes import tier_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SHV-001",
    name="shave-size-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("shave"),
    needs=("note",),
    message="{code} stands for another diameter than the record documents.",
    fix="Choose the code by the diameter of the lesion alone, without margins, and by its site.",
    source=cited("CPT guideline conventions", "coding rules SHV-2, SHV-3, TRAP-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a shave line when the record has one shaved lesion and its diameter lies outside the code's tier."""
    lines, lesions = visit.in_family("shave"), visit.documented.lesions if visit.documented else ()
    sizes = [one.diameter_cm for one in lesions if one.technique == "shave" and one.intent == "remove"]
    if len(lines) == 1 and len(sizes) == 1 and sizes[0] is not None and not tier_of(lines[0], sizes[0]):
        yield flag(lines[0], evidence=[f"the record measures {sizes[0]} cm"])


RULE.examples = """
flags    note={"lesions":[{"technique":"shave","intent":"remove","diameter_cm":"0.5","margin_cm":"0.2"}]}  11301 D22.5
near     note={"lesions":[{"technique":"shave","intent":"remove","diameter_cm":"0.5","margin_cm":"0.2"}]}  11300 D22.5
passes   note={"lesions":[{"technique":"shave","intent":"remove","diameter_cm":"0.8"}]}  11301 D22.5
cannot   11301 D22.5
"""
