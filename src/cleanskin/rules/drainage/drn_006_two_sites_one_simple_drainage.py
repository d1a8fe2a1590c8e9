"""A simple drainage that points to abscesses of two places.

One line of 10060 is one abscess.  Two abscess codes of two places on the line suggest that two were drained: then the
code is 10061.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-006",
    name="two-abscesses-one-simple-drainage",
    outcome="underpayment",
    severity="note",
    triggers=codes("10060"),
    message="10060 is for one abscess, and the line points to abscesses of two places.",
    fix="If both were drained, bill 10061 once; else point to the one that was.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 10060 lines with two different L02 codes when 10061 is not on the claim."""
    for line in visit.with_code("10060"):
        places = [code for code in line.diagnoses if code.startswith("L02")]
        if len(places) > 1 and not visit.has_code("10061"):
            yield flag(line, evidence=[f"diagnoses {', '.join(places)}"])


RULE.examples = """
flags    10060 L02.212,L02.411
near     10061 L02.212,L02.411
passes   10060 L02.212
passes   10060 L02.212,L03.312
"""
