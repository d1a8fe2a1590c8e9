"""The drainage of a pilonidal cyst without that diagnosis.

10080 and 10081 are for pilonidal cysts alone; another abscess has 10060 or 10061.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-009",
    name="pilonidal-drainage-without-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=codes("10080", "10081"),
    carc="11",
    message="{code} drains a pilonidal cyst, and no diagnosis of the line is one (L05).",
    fix="Point to the L05 diagnosis, or bill 10060 or 10061.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag pilonidal drainage lines without L05."""
    for line in visit.with_code("10080", "10081"):
        if line.diagnoses and not any(code.startswith("L05") for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    10080 L02.31
near     10080 L05.01
passes   10060 L02.31
"""
