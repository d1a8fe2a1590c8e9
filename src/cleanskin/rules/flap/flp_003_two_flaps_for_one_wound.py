"""More than one local flap for one wound.

One defect has one flap code, by its whole area, however many flaps were cut: a Z cut at the edge of a flap, or a flap
from each side, is no second flap.  Two codes need two defects.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, MOHS_FIRST, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

ELSEWHERE = ("59", "XS", "XE", "76", "77", "78", "79", "LT", "RT", "E1", "E2", "E3", "E4")


RULE = Rule(
    id="CS-FLP-003",
    name="two-flaps-for-one-wound",
    outcome="denial",
    severity="warn",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    carc="97",
    instead_of=(
        "CS-NCCI-001",
        "CS-UNIT-003",
        "CS-MOD-027",
        "CS-MOD-028",
    ),
    message="{codes}: one wound has one flap code by its whole area, and the claim shows one wound.",
    fix="Add the areas of the wound and bill one code once; a second wound needs its own site or a modifier.",
    source=cited("CPT guideline conventions", "coding rules FLG-2, FLG-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag flaps of one diagnosis: with one Mohs tumor always, else when no modifier sets them apart."""
    lines = visit.with_code(*RULE.triggers.codes)
    same = [line for line in lines if shares_diagnosis(line, lines[0]) or not line.diagnoses]
    if sum(line.units for line in same) <= 1:
        return
    tumors = visit.units_of(*MOHS_FIRST)
    if tumors == 1 and not visit.in_family(*EXCISIONS):
        yield flag(*same, evidence=["one first stage of Mohs surgery"], severity="hold")
    elif tumors == 0 and not any(line.has(*ELSEWHERE) for line in same):
        yield flag(*same)


RULE.examples = """
flags    14041*2 C44.319
near     14041*1 C44.319
flags    14040 C44.319 | 14040 C44.319
flags    17311 C44.311 | 14060 C44.311 | 14060-59 C44.311
passes   14060 C44.311 | 14040-59 C44.319
passes   17311*2 C44.311 | 14060*2 C44.311
passes   14060-RT C44.212 | 14060-LT C44.219
"""
