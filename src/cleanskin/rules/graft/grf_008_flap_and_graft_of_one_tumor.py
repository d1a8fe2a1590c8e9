"""A flap and a graft of one tumor's wound.

Both are paid when each covers its own part of a large wound.  A graft from the end of the wound, or skin slid in beside
it, is one closure.  The record must show the two areas.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import excised, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-008",
    name="flap-and-graft-of-one-tumor",
    outcome="audit",
    severity="note",
    triggers=families("graft"),
    message="{codes}: a flap and a graft are billed for the wound of one tumor.",
    fix="Keep both only where the record shows an area for each.",
    source=cited(
        "CPT guideline conventions", "coding rules FLG-2, FLG-6", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a graft and a flap that share a diagnosis when one tumor was cut out."""
    if excised(visit) != 1:
        return
    flaps = [line for line in visit.in_family("flap") if not line.is_add_on]
    for line in visit.in_family("graft"):
        same = [one for one in flaps if shares_diagnosis(line, one)]
        if same and not line.is_add_on:
            yield flag(line, *same)


RULE.examples = """
flags    17311 C44.311 | 15260 C44.311 | 14060 C44.311
near     17311*2 C44.311 | 15260 C44.311 | 14060 C44.311
passes   17311 C44.311 | 15260 C44.311
passes   17311 C44.311 | 15260 C44.311 | 14040-59 C44.319
"""
