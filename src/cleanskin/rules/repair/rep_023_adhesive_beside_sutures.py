"""Tissue adhesive beside the sewn closure of the same wound.

G0168 is for adhesive alone.  Over sutures it is a dressing, and a modifier needs another wound.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import REPAIRS, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-023",
    name="adhesive-beside-sutures",
    outcome="denial",
    severity="hold",
    triggers=codes("G0168"),
    carc="97",
    rarc="M15",
    instead_of=("CS-NCCI-001", "CS-NCCI-012"),
    message="G0168 is for adhesive alone, and another closure has the same diagnosis.",
    fix="Take G0168 off, unless it closed another wound with a diagnosis of its own.",
    source=cited("NCCI policy manual 2026", "ch. III, sec. L; coding rules REP-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag G0168 lines that share a diagnosis with a repair, flap or graft."""
    closures = [line for line in visit.in_family(*REPAIRS, "flap", "graft") if line.code != "G0168"]
    for line in visit.with_code("G0168"):
        same = [one for one in closures if shares_diagnosis(line, one)]
        if same:
            yield flag(line, evidence=[f"{one.code} has the same diagnosis" for one in same])


RULE.examples = """
flags    payer=medicare 12051 S01.411A | G0168 S01.411A
near     payer=medicare 12051 S01.411A | G0168 S61.411A
flags    payer=medicare 12051 S01.411A | G0168-59 S01.411A
passes   payer=medicare G0168 S01.411A
"""
