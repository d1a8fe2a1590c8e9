"""A modifier names one side, the diagnosis of the line the other.

RT, LT and the modifiers of lids, fingers and toes name the side that was treated; the last character of many
diagnosis codes names it too. When they disagree, one of the two is wrong: the payer refuses the line, and the record
of the patient is wrong as well.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import LEFT, RIGHT, side_of, sides_of_diagnoses
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-029",
    name="side-against-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=any_of(modifiers(*LEFT), modifiers(*RIGHT)),
    carc="11",
    rarc="N657",
    message="{code} names one side by its modifier and the other by its diagnosis.",
    fix="Look into the record, and correct the modifier or the diagnosis.",
    source=cited("Coding rules of the project", "DX-6, SC-13", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with a side whose diagnoses name the other side only."""
    for line in visit.lines:
        side = side_of(line)
        named = sides_of_diagnoses(line, day) if side else set()
        other = "left" if side == "right" else "right"
        if other in named and side not in named and "bilateral" not in named:
            yield flag(line, message=f"{line.code} names the {side} side, its diagnosis the {other} one.")


RULE.examples = """
flags    17262-LT C44.722
near     17262-RT C44.722
flags    11602-RT C44.719
flags    67810-E1 C44.1121
passes   17262-LT C44.722,C44.729             # both sides among its diagnoses
passes   11602-RT C44.519                     # the trunk has no sides
passes   11602-RT C44.611                     # unspecified: another rule
"""
