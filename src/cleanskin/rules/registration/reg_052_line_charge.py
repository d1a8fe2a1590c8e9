"""A line that charges nothing, or less than nothing.

A negative charge is refused. A line of zero is paid zero, so that work done is given away; it is right only for what is
reported and never paid (99024, quality codes), for capitated services, and for a drug that the patient brought.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-REG-052",
    name="line-without-charge",
    outcome="underpayment",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    claim_wide=True,
    message="Line {line} ({code}) has no charge.",
    fix="Enter the charge of the fee schedule, or take the line off.",
    source=cited("837P required content", "2400 SV102; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag negative charges; zero with a doubt, unless the code is only reported or the service is capitated."""
    for line in visit.lines:
        if line.amount_billed < 0:
            yield flag(line, message="Line {line} ({code}) has a negative charge.", pointer="2400.SV102")
        elif line.amount_billed == 0 and not (_is_reported(line) or visit.claim.contract or line.service.contract):
            yield flag(line, severity="warn", pointer="2400.SV102")


def _is_reported(line: Line) -> bool:
    return line.family == "reporting" or line.code.endswith("F") or line.code.startswith(("G8", "G9"))


RULE.examples = """
flags    11102 $0 D49.2
near     11102 $90 D49.2
near     99024 $0 D49.2
flags    11102 $-5 D49.2
passes   G8427 $0 L40.0
passes   claim={"contract":{"kind":"05"}} 99213 $0 L40.0
"""
