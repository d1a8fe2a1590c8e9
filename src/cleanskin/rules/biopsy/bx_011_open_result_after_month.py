"""A diagnosis of unspecified nature long after the biopsy.

D49.2 says that the result is not there yet.  When a claim goes out weeks after the day of service, the result is at hand,
and its diagnosis supports the service better.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-011",
    name="pathology-result-not-used",
    outcome="advice",
    severity="note",
    triggers=codes("11102", "11104", "11106"),
    needs=("submission",),
    message="{code} still points to a growth of unspecified nature though the result must be there.",
    fix="Take the diagnosis from the pathology report.",
    source=cited("CPT guideline conventions", "coding rules DX-1, PTH-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note biopsies that point to D49.2 alone when the claim goes out more than three weeks later."""
    sent = visit.context.submitted_on
    for line in visit.with_code("11102", "11104", "11106"):
        if sent and (sent - visit.on).days > 21 and line.diagnoses and all(one == "D492" for one in line.diagnoses):
            yield flag(line, evidence=[f"{(sent - visit.on).days} days after the day of service"])


RULE.examples = """
flags    submitted=2026-04-10  11102 D49.2
near     submitted=2026-03-10  11102 D49.2
passes   submitted=2026-04-10  11102 C44.311
cannot   11102 D49.2
"""
