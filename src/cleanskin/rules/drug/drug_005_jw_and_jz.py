"""JW and JZ for one drug on one day.

JZ says that nothing was discarded, JW that something was.  Both for one drug contradict each other.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-005",
    name="waste-told-both-ways",
    outcome="rejection",
    severity="hold",
    triggers=modifiers("JZ"),
    carc="4",
    message="{codes}: JZ says that nothing was discarded, and JW bills what was.",
    fix="Keep JW with the discarded units, or JZ alone when there were none.",
    source=cited(
        "CMS, JW modifier and JZ modifier policy",
        "coding rules MOD-10",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of one code of which one carries JZ and one JW."""
    for code in dict.fromkeys(line.code for line in visit.lines if line.has("JZ")):
        lines = visit.with_code(code)
        if any(line.has("JW") for line in lines):
            yield flag(*lines)


RULE.examples = """
flags    J0585-JZ*50 L74.510 | J0585-JW*50 L74.510
near     J0585-59*50 L74.510 | J0585-JW*50 L74.510
passes   J0585-JZ*100 L74.510
"""
