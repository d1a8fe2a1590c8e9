"""Modifier 24, 25 or 57 on something that is not a visit.

These three say why a visit is paid beside a procedure or in a global period. On a procedure they mean nothing and the
line is refused; a procedure is told apart by 58, 59, 78, 79 or a side.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-015",
    name="visit-modifier-on-a-procedure",
    outcome="denial",
    severity="hold",
    triggers=modifiers("24", "25", "57"),
    carc="4",
    rarc="N519",
    message="{code} is no visit, but carries a modifier that belongs on visits.",
    fix="Put the modifier on the visit; on {code} use 59 or XS, or 58, 78 or 79, where the record supports it.",
    source=cited("Coding rules of the project", "MOD-2", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each procedure, test or drug line with 24, 25 or 57."""
    for line in visit.lines:
        if not line.modifiers or line.visit_class not in ("procedure", "surgery", "pathology", "drug"):
            continue
        used = [name for name in ("24", "25", "57") if name in line.modifiers]
        if used:
            message = f"{line.code} is no visit, but carries {' and '.join(used)}."
            yield flag(line, message=message)


RULE.examples = """
flags    11102-25 D49.2 | 17000 L57.0
near     11102-59 D49.2 | 17000 L57.0
flags    14060-57 C44.311
passes   99213-25 L40.0 | 17000 L57.0
passes   99999-25 L40.0                       # an unknown code is another matter
"""
