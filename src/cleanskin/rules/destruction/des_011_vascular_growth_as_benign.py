"""17110 or 17111 for a hemangioma or a port-wine stain.

17110 leaves out vascular growths by its definition: 17106 to 17108 by the area treated are meant for port-wine stains
and hemangiomas.  Where the small cherry angioma belongs is disputed, so this is said, not held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-011",
    name="benign-destruction-for-vascular-growth",
    outcome="advice",
    severity="note",
    triggers=families("destruction_benign"),
    message="{code} leaves out vascular growths, and the line points only to one.",
    fix="For a port-wine stain or a hemangioma see 17106 to 17108 by area; for a cherry angioma ask the payer.",
    source=cited(
        "CPT guideline conventions", "coding rules DES-2, DES-4", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to vascular growths."""
    for line in visit.in_family("destruction_benign"):
        if all_of(line, day, "hemangioma"):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17110 D18.01
near     17110 L82.0
passes   17106 D18.01
passes   17110 L98.0                          # pyogenic granuloma bleeds and is destroyed as benign
"""
