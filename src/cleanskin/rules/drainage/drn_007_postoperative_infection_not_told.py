"""The drainage of an infected surgical wound without that diagnosis.

10180 is for the infection of a wound that surgery left.  An abscess that no surgery caused has 10060 or 10061.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-007",
    name="postoperative-drainage-without-diagnosis",
    outcome="denial",
    severity="warn",
    triggers=codes("10180"),
    carc="11",
    message="10180 drains an infected surgical wound, and no diagnosis of the line says so.",
    fix="Add the diagnosis of the surgical infection (T81.4-), or bill 10060 or 10061.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 10180 lines without a diagnosis of a complication of care."""
    for line in visit.with_code("10180"):
        if line.diagnoses and not any(code.startswith(("T8", "O86", "K6811", "L76")) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    10180 L02.212
near     10180 T81.41XA
passes   10060 L02.212
"""
