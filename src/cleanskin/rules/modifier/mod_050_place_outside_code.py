"""A modifier of an eyelid, finger or toe on a code for other sites.

Shaves, excisions and destructions of cancers have codes by site: eyelids go with the face, fingers and toes with
hands and feet. A code for the trunk, arms and legs with such a modifier is wrong in one of the two.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import EYELIDS, FINGERS, TOES
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-MOD-050",
    name="place-outside-the-sites-of-the-code",
    outcome="denial",
    severity="warn",
    triggers=any_of(modifiers(*FINGERS), modifiers(*TOES), modifiers(*EYELIDS)),
    carc="4",
    rarc="N519",
    message="{code} is a code for other sites than its modifier names.",
    fix="Look into the record, and correct the code or the modifier.",
    source=cited(
        "Coding rules of the project", "SHV-1, EXC-3, DES-5, MOD-7", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose modifier names a place outside the sites of its code."""
    for line in visit.lines:
        if not _fits(line):
            yield flag(line)


def _fits(line: Line) -> bool:
    """Tell whether the modifiers name a place among the sites of the code; True where the code has no such sites."""
    group = line.facts.site_group.partition("/")[2] if line.facts is not None else ""
    if group not in ("trunk_limb", "face", "face_mucosa", "scalp_neck_hand_foot_genitalia"):
        return True
    on_digit = not FINGERS.isdisjoint(line.modifiers) or not TOES.isdisjoint(line.modifiers)
    on_lid = any(name in EYELIDS for name in line.modifiers)
    if on_digit and group != "scalp_neck_hand_foot_genitalia":
        return False
    return not (on_lid and not group.startswith("face"))


RULE.examples = """
flags    11602-E1 C44.1191
near     11642-E1 C44.1191
flags    17262-T5 C44.722
passes   17272-T5 C44.722
passes   11755-TA L60.0
passes   67810-E1 C44.1191
"""
