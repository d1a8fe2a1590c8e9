"""Two of 17106, 17107 and 17108 on one day.

The areas of all vascular growths treated in a session are added, and the sum has one code, once.  A modifier gets two
codes past the pair edit and into an audit; taking the larger one off, as the edit has it, loses what was done.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-014",
    name="vascular-areas-not-summed",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_vascular"),
    carc="236",
    rarc="M80",
    instead_of=(
        "CS-MOD-042",
        "CS-NCCI-001",
        "CS-NCCI-002",
    ),
    message="{codes}: the vascular areas of a day are added and have one code, once.",
    fix="Add the square centimeters of all areas and bill 17106 (under 10), 17107 (10 to 50) or 17108 (over 50) once.",
    source=cited("CPT guideline conventions", "coding rules DES-4, BUN-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag all lines of the family when they carry several codes."""
    lines = visit.in_family("destruction_vascular")
    if len({line.code for line in lines}) > 1:
        yield flag(*lines, evidence=[f"line {line.number}: {line.code}, {line.units} units" for line in lines])


RULE.examples = """
flags    17107 Q82.5 | 17108 Q82.5
near     17110 Q82.5 | 17108 Q82.5
flags    17107 Q82.5 | 17108-59 Q82.5
passes   17106*2 D18.01                       # several units: the rule of flat codes
passes   17108 Q82.5
"""
