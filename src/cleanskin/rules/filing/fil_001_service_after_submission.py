"""A service dated after the day the claim goes out.

Nobody bills ahead: front ends refuse a day in the future. Mostly month and day were swapped, or January still bears the
old year's neighbour.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.filing.conditions import sent_early_or_late
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-001",
    name="service-after-submission",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(sent_early_or_late),
    needs=("submission",),
    message="Line {line} ({code}) is dated after the day on which the claim goes out.",
    fix="Correct the date of service.",
    source=cited("837P front-end rejections", "date in future; EDI rules, section 3", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a day after the submission."""
    sent = visit.context.submitted_on
    if sent is not None and visit.on > sent:
        yield flag(*visit.lines, evidence=(f"service {visit.on}, submission {sent}",), pointer="2400.DTP*472")


RULE.examples = """
flags    submitted=2026-03-01 99213 L40.0
near     submitted=2026-03-02 99213 L40.0
passes   submitted=2026-03-09 99213 L40.0
cannot   99213 L40.0
"""
