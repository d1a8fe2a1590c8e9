"""A skin substitute on the wound that another code closes.

A sheet laid over a sewn wound, a flap or a graft is a dressing.  The application codes are for an open wound that the
sheet covers.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import excised, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-010",
    name="skin-substitute-over-closed-wound",
    outcome="audit",
    severity="warn",
    triggers=families("skin_substitute"),
    carc="97",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} has the diagnosis of a wound that another line closes, and the claim names one wound.",
    fix="Take the application and the product off, unless the record shows an open wound elsewhere.",
    source=cited("Coding rules of the project", "FLG-9, BUN-3", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag applications that share the diagnosis of a closure when at most one tumor was cut out."""
    closing = visit.in_family("repair_intermediate", "repair_complex", "flap", "graft")
    for line in visit.in_family("skin_substitute"):
        same = [one for one in closing if shares_diagnosis(line, one) and not one.is_add_on]
        if same and is_for_lesion(line, day) and not line.is_add_on and excised(visit) < 2:
            yield flag(line, evidence=[f"{one.code} closes a wound with the same diagnosis" for one in same])


RULE.examples = """
flags    17311 C44.42 | 13121 C44.42 | 15275-59 C44.42
near     17311*2 C44.42 | 13121 C44.42 | 15275-59 C44.42
passes   17311 C44.42 | 15275 C44.42
"""
