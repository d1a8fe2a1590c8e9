"""Two light treatments on one day.

96900, 96910, 96912 and 96913 are each the day's light treatment.  Only one is paid a day.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LGT-001",
    name="several-light-treatments",
    outcome="denial",
    severity="hold",
    triggers=families("phototherapy"),
    carc="236",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-002",
    ),
    message="{codes}: one light treatment is paid a day.",
    fix="Keep the one that was given; the agent decides between 96900 and 96910.",
    source=cited("CPT guideline conventions", "coding rules LGT-2, BUN-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag all but the treatment with the highest value when several codes are on one day."""
    lines = visit.in_family("phototherapy")
    if len({line.code for line in lines}) > 1:
        lines.sort(key=lambda line: (day.total_rvu(line.code) or 0, line.code))
        yield flag(*[line for line in lines if line.code != lines[-1].code], evidence=[f"{lines[-1].code} stays"])


RULE.examples = """
flags    96910 L40.0 | 96900 L40.0
near     96910 L40.0 | 96372 L40.0
passes   96910 L40.0
"""
