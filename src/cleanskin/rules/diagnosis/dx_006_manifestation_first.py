"""A manifestation named first, or alone.

Codes of what another disease does to the skin ("in diseases classified elsewhere": L14, L45, L54, L62, L86, L99) follow
the code of that disease.  First on the claim, or alone on a line, they are denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-006",
    name="manifestation-first-or-alone",
    outcome="denial",
    severity="hold",
    triggers=diagnoses("L14", "L45", "L54", "L62", "L86", "L99", "G63", "M36", "H62"),
    carc="16",
    rarc="M76",
    message="A manifestation stands first on line {line}.",
    fix="Name the underlying disease first, then its manifestation.",
    source=cited("ICD-10-CM guidelines", "section I.A.13; tabular list: code first", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose first diagnosis must stand behind another."""
    for line in visit.lines:
        first = line.diagnoses[0] if line.diagnoses else ""
        if first.startswith(tuple(RULE.triggers.diagnoses)) and any(one.mandatory for one in day.obligations(first)):
            yield flag(line, message=f"The manifestation {first} stands first on line {{line}}.")


RULE.examples = """
flags   99213 L99
near    99213 E85.89,L99
flags   99213 L62,L60.3
passes  99213 L60.3
"""
