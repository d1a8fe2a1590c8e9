"""Modifier 59 or an X modifier on an add-on code that no pair ties to another service.

An add-on code follows its primary code; the modifier belongs on the primary when that one is paired. Few add-on codes
stand in pair edits themselves; there the modifier is right. Without the quarterly file the project's statements
answer, so that the rule warns only.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import DISTINCT, Visit

RULE = Rule(
    id="CS-MOD-004",
    name="59-on-an-add-on",
    outcome="denial",
    severity="warn",
    triggers=modifiers(*DISTINCT),
    carc="4",
    rarc="N519",
    message="The add-on code {code} carries 59 or an X modifier, but is in no pair of the day.",
    fix="Take the modifier off {code}, and see whether its primary code needs it.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. I, sec. E and R; coding rules MOD-5, SC-19",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each add-on line with 59 or X whose code is column 2 of no pair of the day."""
    for line in visit.lines:
        if not line.is_distinct or not (line.is_add_on or day.add_on(line.code)):
            continue
        denied = {edit.column2 for edit in day.pairs_among(tuple(visit.codes))}
        again = len(visit.with_code(line.code)) > 1
        if line.code not in denied and not again:
            yield flag(line, severity="warn" if day.holds("pair") else "note")


RULE.examples = """
flags    17000 L57.0 | 17003-59*2 L57.0 | 11104 D49.2 | 11103 D48.5
near     17000 L57.0 | 17003-79*2 L57.0 | 11104 D49.2 | 11103 D48.5
flags    17000-59 L57.0 | 17003*2 L57.0 | 11104 D49.2 | 11103-59 D48.5
passes   17000-59 L57.0 | 17003*2 L57.0 | 11104 D49.2 | 11103 D48.5
passes   11104 D49.2 | 11103 D48.5 | 11103-59 D49.2   # the code twice: another rule
"""
