"""Two lines with the same number.

Payers answer line by line with this number; two alike, and money is posted to the wrong one.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-062",
    name="line-number-repeated",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    lines_min=2,
    message="Two lines of the claim have the same number or control number.",
    fix="Number the lines 1, 2, 3, and give each its own control number.",
    source=cited("837P required content", "2400 LX01, REF*6R; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag repeated line numbers, and repeated line control numbers."""
    lines = visit.claim.lines
    if len(lines) < 2:
        return
    controls = [one.value for line in lines for one in line.references if one.kind == "6R"]
    if len({line.number for line in lines}) < len(lines):
        yield flag(pointer="2400.LX01")
    elif len(set(controls)) < len(controls):
        yield flag(evidence=("the line control number",), pointer="2400.REF*6R")


RULE.examples = """
flags    line2={"number":"1"} 99213-25 L40.0 | 17000 L57.0
near     line2={"number":"2"} 99213-25 L40.0 | 17000 L57.0
passes   99213 L40.0
"""
