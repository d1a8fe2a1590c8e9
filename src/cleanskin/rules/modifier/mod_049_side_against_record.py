"""A modifier names one side, the record of the visit only the other.

When every lesion that the record places on a side lies on the right, a line with LT is a slip of the modifier, or of
the record. Either is a reason for a payer to take the money back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import LEFT, RIGHT, side_of
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-049",
    name="side-against-record",
    outcome="audit",
    severity="warn",
    triggers=any_of(modifiers(*LEFT), modifiers(*RIGHT)),
    needs=("note",),
    message="{code} names one side by its modifier, the record the other one.",
    fix="Correct the modifier, or have the record corrected by its author.",
    source=cited("Coding rules of the project", "DX-6, SC-13", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with a side when all lesions of the encounter that have a side lie on the other."""
    encounter = visit.encounter
    named = {lesion.side for lesion in encounter.lesions if lesion.side} if encounter is not None else set()
    if len(named) != 1 or not named <= {"left", "right"}:
        return
    for line in visit.lines:
        side = side_of(line)
        if side and side not in named:
            yield flag(line, evidence=(f"the record names the {next(iter(named))} side only",))


RULE.examples = """
flags    note={"lesions":[{"site":"cheek","side":"right"}]} 11102-LT D49.2
near     note={"lesions":[{"site":"cheek","side":"right"}]} 11102-RT D49.2
passes   note={"lesions":[{"side":"right"},{"side":"left"}]} 11102-LT D49.2
passes   note={"lesions":[{"site":"nose"}]} 11102-LT D49.2
cannot   11102-LT D49.2
"""
