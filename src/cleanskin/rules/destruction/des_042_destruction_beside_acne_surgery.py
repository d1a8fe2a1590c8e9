"""17110 or 17111 beside 10040 for the same diagnosis.

A milium or a cyst is either opened and emptied (10040) or destroyed (17110): one lesion has one code.  Both are right
only for lesions treated in different ways, and the record must show which.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-042",
    name="benign-destruction-beside-acne-surgery",
    outcome="denial",
    severity="warn",
    triggers=codes("10040"),
    carc="97",
    message="{code} points to the same diagnosis as 10040: a lesion is either opened or destroyed.",
    fix="Keep the code of what was done; keep both only if the record shows lesions treated in both ways.",
    source=cited("CPT guideline conventions", "coding rules DES-2, DES-7, BUN-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag benign destructions without a modifier whose diagnoses are all those of the acne surgery."""
    opened = {code for line in visit.with_code("10040") for code in line.diagnoses}
    for line in visit.in_family("destruction_benign"):
        if opened and line.diagnoses and opened.issuperset(line.diagnoses) and not line.is_distinct:
            yield flag(line)


RULE.examples = """
flags    10040 L72.0 | 17110 L72.0
near     10040 L72.0 | 17110 B07.8
passes   10040 L72.0 | 17110-59 L72.0
passes   10040 L70.0
"""
