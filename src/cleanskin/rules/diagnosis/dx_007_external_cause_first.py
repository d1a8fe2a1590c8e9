"""An external cause named first.

Codes V00-Y99 say how an injury came about, W89 that ultraviolet light did it.  They are never the reason for a service
and never stand first.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.shape import ICD10_BEGAN
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_CAUSES = ("V", "W", "X", "Y")

RULE = Rule(
    id="CS-DX-007",
    name="external-cause-first",
    outcome="denial",
    severity="hold",
    triggers=diagnoses(*_CAUSES),
    carc="16",
    rarc="M76",
    message="An external cause stands first on line {line}.",
    fix="Point the line first to the injury or disease; the external cause follows or is left out.",
    effective_from=ICD10_BEGAN,
    source=cited("ICD-10-CM guidelines", "section I.C.20.a.6; coding rules DX-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose first diagnosis is an external cause."""
    for line in visit.lines:
        if line.diagnoses and line.diagnoses[0].startswith(_CAUSES):
            yield flag(line, evidence=[f"first diagnosis: {line.diagnoses[0]}"])


RULE.examples = """
flags   17000 W89.8XXA,L57.0
near    17000 L57.0
passes  17000 L57.0,W89.8XXA
passes  on=2015-09-30  99213 V73.89    # in the ninth revision V codes are something else
"""
