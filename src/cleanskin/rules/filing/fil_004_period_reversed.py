"""A line whose last day lies before its first.

The two were swapped, or one has the wrong year; no front end accepts such a period.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-004",
    name="service-period-reversed",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    message="Line {line} ({code}) ends before it begins.",
    fix="Correct the dates of service.",
    source=cited("837P required content", "2400 DTP*472; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line that ends before it begins."""
    for line in visit.lines:
        if line.last < line.on:
            yield flag(line, evidence=(f"{line.on} to {line.last}",), pointer="2400.DTP*472")


RULE.examples = """
flags    line1={"dates":[{"kind":"472","first":"2026-03-02","last":"2026-03-01"}]} 99213 L40.0
near     line1={"dates":[{"kind":"472","first":"2026-03-02","last":"2026-03-02"}]} 99213 L40.0
passes   99213 L40.0
"""
