"""Destruction of keratoses in the same area as photodynamic therapy.

17000 to 17004 treat the lesions that photodynamic therapy treats; in one area only one is paid.  A modifier tells that
the frozen lesions lay elsewhere, and the record must show it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PDT-005",
    name="destruction-beside-photodynamic",
    outcome="audit",
    severity="warn",
    triggers=families("pdt"),
    carc="97",
    message="{codes}: destruction of keratoses beside photodynamic therapy is paid only for another area.",
    fix="If the destroyed lesions lay outside the treated field, add 59 or XS and name the sites; else take the destruction off.",
    source=cited("NCCI policy manual 2026", "ch. III; coding rules LGT-1, SC-25", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17000 to 17004 beside the therapy when nothing sets them apart."""
    lines = [
        line for line in visit.in_family("destruction_premalignant") if not line.is_distinct and not line.is_add_on
    ]
    if (
        lines
        and visit.with_code("96567", "96573", "96574")
        and not any(one.is_distinct for one in visit.in_family("pdt"))
    ):
        yield flag(*lines)


RULE.examples = """
flags    96573 L57.0 | 17000 L57.0
near     96573 L57.0 | 17000-59 L57.0
passes   96573 L57.0 | 17110 B07.8
"""
