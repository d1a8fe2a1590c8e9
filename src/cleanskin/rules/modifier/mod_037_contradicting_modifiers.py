"""Two modifiers on one line that cannot both be true.

A procedure was staged, a complication or unrelated: one of 58, 78 and 79. It was repeated by the same clinician (76)
or by another (77), reduced (52) or broken off (53), held by picture (95) or by sound (93). Payers reject the
combination.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

CONTRADICTIONS = (
    ("58", "78"), ("58", "79"), ("78", "79"), ("76", "77"), ("52", "53"), ("54", "55"), ("62", "66"), ("80", "82"),
    ("80", "AS"), ("82", "AS"), ("62", "80"), ("93", "95"),
)  # fmt: skip

RULE = Rule(
    id="CS-MOD-037",
    name="modifiers-that-contradict",
    outcome="rejection",
    severity="hold",
    triggers=modifiers(*(name for pair in CONTRADICTIONS for name in pair)),
    carc="16",
    rarc="N519",
    message="{code} carries two modifiers that contradict each other.",
    fix="Keep the one that is true by the record.",
    source=cited("Coding rules of the project", "MOD-1, MOD-12, EM-10", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with both modifiers of a contradiction."""
    for line in visit.lines:
        if len(line.modifiers) > 1:
            for one, other in CONTRADICTIONS:
                if one in line.modifiers and other in line.modifiers:
                    yield flag(line, message=f"{line.code} carries {one} and {other}, which contradict each other.")
                    break


RULE.examples = """
flags    17000-58-79 L57.0
near     17000-58-59 L57.0
flags    17262-76-77 C44.722
flags    99213-93-95 L40.0 pos=10
passes   17000-79 L57.0 | 17110-58 B07.8
"""
