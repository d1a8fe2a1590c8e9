"""A local flap for a fresh cut.

A cut that happens to close in the shape of a flap is a repair.  A flap code asks that the surgeon cut and moved skin to
cover a defect.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-004",
    name="flap-for-a-cut",
    outcome="audit",
    severity="warn",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    carc="150",
    message="{code} is billed for a fresh wound of an accident: only a flap cut on purpose counts as one.",
    fix="If the note tells of no cuts that made the flap, bill the repair by class and length.",
    source=cited("CPT guideline conventions", "coding rules FLG-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag flaps of which every diagnosis is an injury on its first treatment (S..., 7th character A)."""
    for line in visit.with_code(*RULE.triggers.codes):
        if line.diagnoses and all(code[0] == "S" and code[-1] in "AB" for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    14020 S51.811A
near     14020 C44.622
passes   12032 S51.811A
passes   14020 S51.811A,C44.622
"""
