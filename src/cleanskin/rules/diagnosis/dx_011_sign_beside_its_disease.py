"""A rash or skin change coded beside the skin disease that explains it.

A sign that belongs to a diagnosed disease is not coded as well (R21 beside psoriasis).  It does no harm to the payment
of the line, but it makes the picture unclear and takes a place.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_SIGNS = ("R21", "R234", "R238", "R239")
_EXPLAIN = frozenset({"inflammatory", "acne", "infection"})

RULE = Rule(
    id="CS-DX-011",
    name="sign-beside-its-disease",
    outcome="advice",
    severity="note",
    triggers=diagnoses(*_SIGNS),
    message="Line {line} names a sign beside the disease that explains it.",
    fix="Leave the sign out unless it is a separate finding.",
    source=cited("ICD-10-CM guidelines", "sections I.B.4, I.B.5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with a general sign of the skin and an inflammatory or infectious disease of it."""
    for line in visit.lines:
        signs = [code for code in line.diagnoses if code.startswith(_SIGNS)]
        explained = [
            code for code in line.diagnoses if code.startswith(("L", "B")) and day.diagnosis_group(code) in _EXPLAIN
        ]
        if signs and explained:
            yield flag(line, evidence=[f"{', '.join(signs)} beside {', '.join(explained)}"])


RULE.examples = """
flags   99213 L40.0,R21
near    99213 L40.0,L57.0
passes  99213 R21
passes  99213-25 L40.0 | 11104 R21       # on different lines
"""
