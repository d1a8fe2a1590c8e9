"""A visit or procedure billed over several days.

It was done on one day. A range is only right where each unit is a day, such as visits to a patient in a bed; on
anything else payers deny the line or pay one day.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-005",
    name="one-day-service-over-several-days",
    outcome="denial",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery", "pathology"),
    beside=whenever(lines_in_doubt),
    carc="16",
    rarc="N345",
    message="Line {line} ({code}) spans several days, and its units are not those days.",
    fix="Give the day on which it was done, and a line for each further day.",
    source=cited("837P required content", "2400 DTP*472; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a range of days, unless the units are as many as the days."""
    for line in visit.lines:
        if line.last is line.on or line.visit_class not in ("visit", "procedure", "surgery", "pathology"):
            continue
        days = (line.last - line.on).days + 1
        if days > 1 and line.units != days:
            yield flag(line, evidence=(f"{days} days, {line.units} units",), pointer="2400.DTP*472")


RULE.examples = """
flags    line1={"dates":[{"kind":"472","first":"2026-03-02","last":"2026-03-04"}]} 96910 L40.0
near     line1={"dates":[{"kind":"472","first":"2026-03-02","last":"2026-03-04"}]} 96910*3 L40.0
near     line1={"dates":[{"kind":"472","first":"2026-03-02","last":"2026-03-02"}]} 96910 L40.0
passes   99213 L40.0
"""
