"""A layered closure although only a biopsy, shave or destruction made a wound.

These services take part of the skin's thickness, or include whatever closes the hole.  An intermediate or complex
closure with the same diagnosis says that an excision was done; then the excision is to be billed, not the shave.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import REPAIRS, SHALLOW, has_mohs, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-004",
    name="layered-closure-without-excision",
    outcome="denial",
    severity="hold",
    triggers=families("repair_intermediate", "repair_complex"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} is a layered closure, but the wound of that diagnosis comes from a biopsy, shave or destruction.",
    fix="Take {code} off; if the note describes an excision through the skin, correct the removal code instead.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. L.9; coding rules REP-6, SHV-3, BX-1", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag layered closures of lesions where every other surgical line is shallow and shares the diagnosis."""
    shallow = visit.in_family(*SHALLOW)
    others = [line for line in visit.of_class("procedure", "surgery") if line.family not in (*SHALLOW, *REPAIRS)]
    if not shallow or others or has_mohs(visit):
        return
    for line in visit.in_family("repair_intermediate", "repair_complex"):
        same = [one for one in shallow if shares_diagnosis(line, one)]
        if same and is_for_lesion(line, day) and not line.is_add_on:
            yield flag(line, evidence=[f"{one.code} has the same diagnosis" for one in same])


RULE.examples = """
flags    11302 D22.5 | 12031-59 D22.5
near     11402 D22.5 | 12031-59 D22.5
flags    17262 C44.519 | 13100-59 C44.519
flags    11302 D22.5 | 12031 D22.5
passes   11302 D22.5 | 12031-59 S21.211A
passes   11302 D22.5 | 11402-59 D22.5 | 12031-59 D22.5
"""
