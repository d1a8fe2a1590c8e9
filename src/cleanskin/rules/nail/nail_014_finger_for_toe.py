"""A finger's modifier with the diagnosis of a toe, or the reverse.

Infections, bruises and wounds of nails have different diagnoses for fingers and toes.  A modifier of the other kind is
a slip of one of the two.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.digits import digits
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, families, flag
from cleanskin.rules.visit import Visit

OF_FINGERS = ("L0301", "L0302", "S600", "S601", "S61", "S67", "M7964")
OF_TOES = ("L0303", "L0304", "S901", "S902", "S911", "S912", "M7967")


RULE = Rule(
    id="CS-NAIL-014",
    name="finger-for-toe",
    outcome="denial",
    severity="warn",
    triggers=any_of(families("nail"), codes("11755")),
    carc="11",
    instead_of=("CS-MOD-032",),
    message="{code} names a finger where its diagnosis names a toe, or the reverse.",
    fix="Look into the record, and correct the modifier or the diagnosis.",
    source=cited("Coding rules of the project", "MIN-2, MOD-7, DX-6", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose digit modifiers are all of one kind and whose placed diagnoses are all of the other."""
    for line in visit.lines:
        kinds = {name[0] for name in digits(line)}
        told = {"F" for code in line.diagnoses if code.startswith(OF_FINGERS)}
        told |= {"T" for code in line.diagnoses if code.startswith(OF_TOES)}
        if len(kinds) == 1 and len(told) == 1 and kinds != told:
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11740-F5 S90.211A
near     11740-T5 S90.211A
flags    11730-TA L03.012
passes   11730-TA L03.032
passes   11730-TA L60.0
"""
