"""Care of a complication after an operation, told as staged (58) or unrelated (79).

Drainage of a hematoma or of a wound infection, and closing a wound that came open, answer a complication.  In the
operating room they take 78; 58 and 79 start a new global period and ask for the full fee, which is not owed.  A
hematoma from an injury elsewhere may be unrelated: the record decides.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import is_complication_care
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-009",
    name="complication-told-as-staged-or-unrelated",
    outcome="audit",
    severity="warn",
    triggers=modifiers("58", "79"),
    carc="4",
    rarc="N519",
    message="{code} treats what looks like a complication of an operation, but carries 58 or 79.",
    fix="For a return to the operating room use 78; in the office Medicare counts it into the operation (99024). Keep"
    " 79 only for a cause that has nothing to do with the operation.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, REP-7",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag complication care with 58 or 79."""
    for line in visit.lines:
        if line.has("58", "79") and is_complication_care(line, day):
            yield flag(line)


RULE.examples = """
flags    pos=24 10140-79 L76.31
near     pos=24 10140-78 L76.31
flags    pos=24 10140-58
passes   11402-58 D22.5
passes   10140 L76.31
flags    12020-79 T81.31XA
"""
