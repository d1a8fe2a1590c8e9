"""Acne lesions opened, billed as the drainage of an abscess.

Opening comedones, pustules and milia is acne surgery, 10040, once whatever the number.  An abscess has a diagnosis of
its own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-003",
    name="acne-opened-as-abscess",
    outcome="audit",
    severity="warn",
    triggers=codes("10060", "10061"),
    carc="11",
    message="{code} drains an abscess, and every diagnosis of the line is acne.",
    fix="Bill 10040 once for acne surgery; if an abscess was drained, point to its diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-7, MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drainage lines with acne alone, nodular acne (L70.1) excepted."""
    for line in visit.with_code("10060", "10061"):
        if line.diagnoses and all(code.startswith("L70") and code != "L701" for code in line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    10060 L70.0
near     10040 L70.0
passes   10060 L02.01
passes   10060 L70.0,L02.01
passes   10060 L70.1
"""
