"""Units of a photosensitizer that no package gives.

A stick of J7308 is one unit (354 mg).  A two-gram tube of gel is 200 units of J7345: one unit is 10 mg.  A single unit of
J7345 is a tube billed as ten milligrams.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PDT-004",
    name="photodynamic-agent-units",
    outcome="underpayment",
    severity="hold",
    triggers=codes("J7345", "J7308"),
    message="The units of {code} do not look like whole packages.",
    fix="Bill J7308 one unit a stick; bill J7345 one unit for each 10 mg, 200 for a whole tube.",
    source=cited("CMS, HCPCS level II", "coding rules LGT-1, SC-25", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag fewer than 10 units of the gel, more than 6 sticks."""
    for line in visit.with_code("J7345", "J7308"):
        if (line.code == "J7345" and line.units < 10) or (line.code == "J7308" and line.units > 6):
            yield flag(line, evidence=[f"{line.units} units"])


RULE.examples = """
flags    96573 L57.0 | J7345*1 L57.0
near     96573 L57.0 | J7345*200 L57.0
flags    96573 L57.0 | J7308*354 L57.0
passes   96573 L57.0 | J7308*2 L57.0
"""
