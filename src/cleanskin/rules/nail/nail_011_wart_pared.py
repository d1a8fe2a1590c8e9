"""The paring of warts.

Paring codes are for corns and calluses.  A wart pared before it is frozen is destroyed, and the destruction includes
the paring.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-011",
    name="wart-pared",
    outcome="audit",
    severity="warn",
    triggers=codes("11055-11057"),
    carc="11",
    message="{code} pares corns and calluses, and every diagnosis of the line is a wart.",
    fix="Bill the destruction (17110) if the wart was destroyed; paring alone belongs to the visit.",
    source=cited(
        "CPT guideline conventions", "coding rules MIN-2, DES-2", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag paring lines that point to warts alone."""
    for line in visit.with_code("11055", "11056", "11057"):
        if line.diagnoses and all(code.startswith("B07") for code in line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    11055 B07.0
near     11055 L84
passes   11056 B07.0,L84
passes   17110 B07.0
"""
