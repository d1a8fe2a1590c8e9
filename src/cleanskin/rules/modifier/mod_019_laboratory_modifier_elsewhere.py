"""A modifier for laboratory tests (90, 91, QW) on a line that is no test.

90 says that an outside laboratory did the test, 91 that a test was repeated, QW that it is done under a waived
certificate. On a procedure, 91 is often meant as 76.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-019",
    name="laboratory-modifier-on-no-test",
    outcome="denial",
    severity="warn",
    triggers=modifiers("90", "91", "QW"),
    carc="4",
    rarc="N519",
    message="{code} is no laboratory test, but carries a modifier for tests.",
    fix="Take the modifier off; a repeated procedure carries 76 or 77.",
    source=cited(
        "Coding rules of the project",
        "PTH-5; where modifiers may stand: table of modifiers",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit, procedure or drug line with 90, 91 or QW."""
    for line in visit.lines:
        if line.has("90", "91", "QW") and line.visit_class in ("visit", "procedure", "surgery", "drug"):
            yield flag(line)


RULE.examples = """
flags    17262-91 C44.722
near     17262-76 C44.722
passes   87220-QW B35.3
"""
