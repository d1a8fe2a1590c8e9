"""The treatment of a burn without a burn.

16000 to 16030 are for dressing and cleaning burns.  Another wound is dressed within its visit, or debrided with a code
of its own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-011",
    name="burn-treatment-without-burn",
    outcome="denial",
    severity="hold",
    triggers=families("burn"),
    carc="11",
    message="{code} treats a burn, and no diagnosis of the line is one.",
    fix="Point to the burn (T20-T32, sunburn L55), or take {code} off: dressing another wound is part of the visit.",
    source=cited("CPT guideline conventions", "coding rules GLB-1", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag burn lines without a burn, corrosion, frostbite, sunburn or radiation damage."""
    burns = ("T2", "T30", "T31", "T32", "T33", "T34", "L55", "L56", "L58", "L59")
    for line in visit.in_family("burn"):
        if line.diagnoses and not any(code.startswith(burns) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    16020 L97.411
near     16020 T24.201A
passes   16000 L55.1
passes   97597 L97.411
"""
