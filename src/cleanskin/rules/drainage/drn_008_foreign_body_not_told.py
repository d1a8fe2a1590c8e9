"""The removal of a foreign body without a diagnosis of one.

The diagnosis names the injury with the foreign body, or what is left of an old one.  A lesion that was cut out is no
foreign body.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-008",
    name="foreign-body-without-diagnosis",
    outcome="denial",
    severity="warn",
    triggers=codes("10120", "10121"),
    carc="11",
    message="{code} removes a foreign body, and no diagnosis of the line tells of one.",
    fix="Point to the injury with its foreign body (S..., M79.5, L92.3, Z18), or bill what was done.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag foreign body lines without an injury, a residual or retained foreign body, or a device's complication."""
    told = ("S", "T", "W", "M795", "L923", "Z18", "H028", "Z304", "Z975")
    for line in visit.with_code("10120", "10121"):
        if line.diagnoses and not any(code.startswith(told) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    10120 D22.5
near     10120 M79.5
passes   10120 S60.551A
passes   10121 L92.3
"""
