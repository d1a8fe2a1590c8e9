"""Closures of two classes for one wound.

A wound is closed by one class: the deepest layer decides.  Two classes on one claim need two wounds, and the claim
shows one removal, or one scar that was revised.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import REPAIRS, excised, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-009",
    name="two-closure-classes-for-one-wound",
    outcome="denial",
    severity="hold",
    triggers=families("repair_intermediate", "repair_complex"),
    carc="97",
    rarc="M15",
    instead_of=("CS-NCCI-001", "CS-NCCI-012"),
    message="{codes} close wounds of one diagnosis by two classes, and the claim shows one wound.",
    fix="Bill the highest class alone, or bill what made the second wound.",
    source=cited("CPT guideline conventions", "coding rules REP-1, REP-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag closures of two classes that share a lesion's diagnosis when one tumor was cut out, or one scar revised."""
    lines = [line for line in visit.in_family(*REPAIRS) if not line.is_add_on and is_for_lesion(line, day)]
    same = [line for line in lines if shares_diagnosis(line, lines[0])]
    is_scar = all(day.diagnosis_group(code) == "scar" for line in same for code in line.diagnoses)
    one_wound = excised(visit) == 1 or (excised(visit) == 0 and is_scar)
    if len({line.family for line in same}) > 1 and one_wound and not visit.same_day_elsewhere():
        yield flag(*same)


RULE.examples = """
flags    17311 C44.319 | 13132 C44.319 | 12052-59 C44.319
near     17311 C44.319 | 13132 C44.319 | 12052-59 S01.411A
flags    13132 L90.5 | 12053-59 L90.5
passes   17311*2 C44.319 | 13132 C44.319 | 12052-59 C44.319
passes   13132 C44.319 | 12052-59 C44.319          # another surgeon may have made two wounds
passes   11642 C44.319 | 11602 C44.519 | 13132 C44.319 | 12032-59 C44.519
"""
