"""A simple or intermediate closure opened beside the excision of a soft tissue tumor.

The excision of a lipoma or another tumor below the skin includes its simple and intermediate closure; only a complex
closure may be reported beside it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-005",
    name="layered-closure-of-soft-tissue-excision",
    outcome="audit",
    severity="hold",
    triggers=families("excision_soft_tissue"),
    carc="97",
    rarc="M15",
    instead_of=("CS-NCCI-012",),
    message="{code} closes the wound of a soft tissue excision, which includes simple and intermediate closure.",
    fix="Take {code} off, unless it closes another wound with a diagnosis of its own.",
    source=cited("CPT guideline conventions", "soft tissue tumors; coding rules EXC-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag intermediate closures set apart by 59 or X that have the diagnosis of a soft tissue excision."""
    tumors = visit.in_family("excision_soft_tissue")
    for line in visit.in_family("repair_intermediate"):
        same = [one for one in tumors if shares_diagnosis(line, one)]
        if same and line.is_distinct and is_for_lesion(line, day):
            yield flag(line, evidence=[f"{one.code} has the same diagnosis" for one in same])


RULE.examples = """
flags    23075 D17.22 | 12032-59 D17.22
near     23075 D17.22 | 13121-59 D17.22             # a complex closure may be reported
passes   23075 D17.22 | 12032 D17.22                # without a modifier: a rule of its own
passes   23075 D17.22 | 11402 D22.5 | 12032-59 D22.5
"""
