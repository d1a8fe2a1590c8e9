"""A skin substitute for a diabetic or venous ulcer without the code of the ulcer's place and depth.

The diabetes or vein code says why there is an ulcer, the L97 code where it is and how deep.  Coverage policies ask for
both.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-SUB-008",
    name="skin-substitute-ulcer-place-missing",
    outcome="denial",
    severity="warn",
    triggers=families("skin_substitute"),
    carc="11",
    message="{code} names the disease behind an ulcer, but not the ulcer's place and depth (L97).",
    fix="Add the L97 code of the ulcer from the record, and point the line to both codes.",
    source=cited(
        "ICD-10-CM", "use an additional code, E10-E13, I83; coding rules FLG-9", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag applications that point to a diabetic foot ulcer or a venous ulcer while the claim has no L97 or L98.4."""
    if visit.has_diagnosis("L97", "L984"):
        return
    for line in visit.in_family("skin_substitute"):
        causes = [code for code in line.diagnoses if code[:1] == "E" and code[3:] == "621"]
        causes += [code for code in line.diagnoses if code.startswith(("I830", "I832"))]
        if causes and not line.is_add_on:
            yield flag(line, evidence=[f"diagnosis {code}" for code in causes])


RULE.examples = """
flags    15275 E11.621
near     15275 L97.411
passes   15275 E11.621,L97.411
passes   15271 T24.301A
"""
