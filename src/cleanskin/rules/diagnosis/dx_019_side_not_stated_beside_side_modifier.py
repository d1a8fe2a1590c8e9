"""A diagnosis without a side on a line whose modifier names the side.

The line says right or left, so the side is known: the diagnosis has a code for it.  Payers pass over it or ask; the
clean claim says the side twice, and alike.  A modifier that contradicts the diagnosis is another rule.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-019",
    name="side-not-stated-beside-side-modifier",
    outcome="denial",
    severity="note",
    triggers=modifiers("RT", "LT", "E1", "E2", "E3", "E4"),
    carc="11",
    rarc="M76",
    message="Line {line} names a side, its diagnosis does not.",
    fix="Take the diagnosis code of that side.",
    source=cited("Coding rules", "DX-6, SC-16; ICD-10-CM guidelines I.B.13", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with a side modifier whose diagnoses all leave an existing side unsaid."""
    for line in visit.lines:
        if line.has(*RULE.triggers.modifiers):
            sides = [day.diagnosis_side(code) for code in line.diagnoses]
            unsaid = [code for code, side in zip(line.diagnoses, sides) if side == "unspecified"]
            if unsaid and not {"right", "left", "bilateral"} & set(sides):
                yield flag(line, evidence=[f"{', '.join(unsaid)} beside {', '.join(line.modifiers)}"])


RULE.examples = """
flags   11602-RT C44.611
near    11602-RT C44.612
near    11602 C44.611
flags   11640-E1 C44.101
passes  11602-RT C44.519             # the trunk has no sides in the code book
"""
