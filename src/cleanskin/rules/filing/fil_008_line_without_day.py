"""A line without its day of service, on a claim whose other lines have one.

The standard wants the day on every line. This scrubber reads such a line with the claim's first day; a payer returns the
claim.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-008",
    name="line-without-day-of-service",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    claim_wide=True,
    carc="16",
    rarc="M52",
    message="Line {line} ({code}) has no day of service.",
    fix="Give the line its day.",
    source=cited("837P required content", "2400 DTP*472; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line without a dated event of service."""
    for line in visit.lines:
        dates = line.service.dates
        if not (dates and dates[0].kind == "472") and line.service.date_of_service is None:
            yield flag(line, pointer="2400.DTP*472")


RULE.examples = """
flags    line2={"dates":[]} 99213-25 L40.0 | 17000 L57.0
near     line2={} 99213-25 L40.0 | 17000 L57.0
passes   99213 L40.0
"""
