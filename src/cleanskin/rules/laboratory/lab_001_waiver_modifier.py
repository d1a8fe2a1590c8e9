"""A waived office test without QW.

An office with a waiver certificate bills a wet mount or a rapid test with QW where the test's code demands it; without it
Medicare answers that the laboratory is not certified for the test.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LAB-001",
    name="waived-test-without-qw",
    outcome="denial",
    severity="warn",
    triggers=codes("87210"),
    carc="4",
    rarc="MA120",
    payers=("medicare", "medicare_advantage"),
    message="{code} is billed without QW.",
    fix="Add QW when the office has a waiver certificate; a certificate for microscopy needs none.",
    source=cited("CMS, CLIA waived tests", "coding rules PTH-5", trust="unverified", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the test without QW."""
    for line in visit.with_code("87210"):
        if not line.has("QW"):
            yield flag(line)


RULE.examples = """
flags    payer=medicare 87210 B86
near     payer=medicare 87210-QW B86
passes   payer=commercial 87210 B86
"""
