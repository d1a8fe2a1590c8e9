"""10060 or 10061 beside 10040 for the same diagnosis.

Opening pustules and small cysts is what acne surgery is.  A drainage beside it needs an abscess of its own, with its
diagnosis; one diagnosis on both lines, or acne alone, tells of one service billed twice.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-026",
    name="drainage-beside-acne-surgery",
    outcome="denial",
    severity="warn",
    triggers=codes("10040"),
    carc="97",
    instead_of=("CS-DRN-003",),
    message="{code} points to nothing but what 10040 treated: opening pustules is part of acne surgery.",
    fix="Take {code} off, or point it to the abscess or cyst that the record describes.",
    source=cited("CPT guideline conventions", "coding rules DES-7, MIN-1, BUN-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each drainage that points only to acne, or to the diagnoses of the acne surgery."""
    if not (surgery := visit.with_code("10040")):
        return
    opened = {code for line in surgery for code in line.diagnoses}
    for line in visit.with_code("10060", "10061"):
        if line.diagnoses and all(code in opened or day.diagnosis_group(code) == "acne" for code in line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    10040 L70.0 | 10060 L70.0
near     10040 L70.0 | 10060 L02.01
flags    10040 L70.0 | 10061-59 L70.0
passes   10060 L70.0                          # a drained cyst of acne without acne surgery
flags    10040 L72.0 | 10060 L72.0
passes   10040 L70.0
"""
