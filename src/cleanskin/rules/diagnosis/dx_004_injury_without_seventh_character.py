"""An injury or burn without its seventh character.

Codes of injuries (S00-S99) and burns (T20-T28) end in a character for the encounter: A while the injury is treated, D
in healing, S for what remains.  Where the code is short, X fills the places before it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.shape import ICD10_BEGAN, WRITTEN, is_short_injury
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-004",
    name="injury-without-seventh-character",
    outcome="rejection",
    severity="hold",
    triggers=diagnoses("S", "T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28"),
    claim_wide=True,
    carc="16",
    rarc="M76",
    message="An injury code lacks its seventh character.",
    fix="Add A (treatment), D (healing) or S (what remains) in the seventh place; X fills empty places before it.",
    effective_from=ICD10_BEGAN,
    source=cited(
        "ICD-10-CM tabular list of April 2026", "chapter 19; guidelines I.A.5, I.C.19.a", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each injury or burn of fewer than seven characters."""
    for code in visit.diagnoses:
        if is_short_injury(code) and WRITTEN.fullmatch(code):
            yield flag(message=f"The injury code {code} lacks its seventh character.", pointer="2300.HI")


RULE.examples = """
flags   12011 S01.81
near    12011 S01.81XA
flags   16020 T23.201
passes  16000 T30.0              # these burn codes have no seventh character
passes  99213 T86.820            # nor have those of failed transplants
passes  on=2015-09-30  12011 S01.81
"""
