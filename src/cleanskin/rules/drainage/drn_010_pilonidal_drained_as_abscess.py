"""The drainage of a pilonidal cyst with the code of another abscess.

A pilonidal cyst has drainage codes of its own, 10080 and 10081, which are paid more.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-010",
    name="pilonidal-drained-as-abscess",
    outcome="underpayment",
    severity="warn",
    triggers=codes("10060", "10061"),
    message="{code} is billed for a pilonidal cyst, which has drainage codes of its own.",
    fix="Bill 10080 (simple) or 10081 (complicated) instead of {code}.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drainage lines whose diagnoses are all pilonidal."""
    for line in visit.with_code("10060", "10061"):
        if line.diagnoses and all(code.startswith("L05") for code in line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    10060 L05.01
near     10080 L05.01
passes   10060 L02.31
passes   10060 L05.01,L02.31
"""
