"""A closure far longer than the excision would leave.

An ellipse is three to four times as long as the lesion is wide.  A closure whose tier begins at more than five times the
largest diameter of the excision code is a slip of one of the two, or two wounds on one line.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, excised, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-022",
    name="closure-long-for-the-excision",
    outcome="audit",
    severity="note",
    triggers=families("repair_intermediate", "repair_complex"),
    carc="150",
    message="{codes}: the closure is more than five times as long as the excised lesion is wide.",
    fix="Compare both sizes with the note; add the excision that is missing, or correct the size.",
    source=cited(
        "Coding rules of the project", "EXC-1, REP-1; own judgment", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the only excision and the only closure of a claim when the sizes are that far apart."""
    closures = [line for line in visit.in_family("repair_intermediate", "repair_complex") if not line.is_add_on]
    removals = visit.in_family(*EXCISIONS)
    if len(closures) != 1 or len(removals) != 1 or excised(visit) != 1 or visit.same_day_elsewhere():
        return
    closure, removal = closures[0], removals[0]
    length = closure.facts.size_from if closure.facts else None
    width = removal.facts.size_to if removal.facts else None
    if length and width and length > 5 * width and shares_diagnosis(closure, removal):
        yield flag(removal, closure, evidence=[f"excised up to {width} cm, closed more than {length} cm"])


RULE.examples = """
flags    11401 D22.5 | 12034 D22.5
near     11402 D22.5 | 12034 D22.5
flags    11640 C44.311 | 12053 C44.311
passes   11401 D22.5 | 12032 D22.5
passes   11401 D22.5 | 11401-59 D22.61 | 12034 D22.5
"""
