"""A professional claim with more than fifty lines.

Fifty is the standard's limit. More must be split, add-on codes staying with their primary code.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import claim_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

_FIFTY = " | ".join(["J1100"] * 50)

RULE = Rule(
    id="CS-REG-054",
    name="more-than-fifty-lines",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(claim_in_doubt),
    claim_wide=True,
    message="The claim has more than fifty lines.",
    fix="Split it; keep each add-on code with its primary code, and days together.",
    source=cited("837P required content", "2400 repeat; EDI rules, section 4, limits", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the claim that is too long."""
    if len(visit.lines) > 50:
        yield flag(evidence=(f"{len(visit.lines)} lines",), pointer="2400.LX")


RULE.examples = f"""
flags    {_FIFTY} | J1100
near     {_FIFTY} J1100       # fifty lines, the last one with a diagnosis
passes   99213 L40.0
"""
