"""A layered closure beside the excision of a benign lesion of up to 0.5 cm.

Such an excision includes every closure of its wound, also an intermediate or complex one.  With no other wound on the
claim that could own the closure, a modifier does not change that.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import excised, has_mohs, is_for_lesion
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-002",
    name="layered-closure-of-small-benign-excision",
    outcome="denial",
    severity="hold",
    triggers=codes("11400", "11420", "11440"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} closes the wound of a benign excision of up to 0.5 cm, which includes every closure.",
    fix="Take {code} off; if the excised diameter with margins was larger, correct the excision code from the note.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. L.9; coding rules EXC-6, SC-09", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag layered closures of lesions when only small benign excisions made wounds."""
    small = visit.with_code("11400", "11420", "11440")
    if has_mohs(visit) or excised(visit) > sum(line.units for line in small):
        return
    for line in visit.in_family("repair_intermediate", "repair_complex"):
        if is_for_lesion(line, day) and not line.is_add_on:
            yield flag(line)


RULE.examples = """
flags    11440 D22.39 | 12051-59 D22.39
near     11441 D22.39 | 12051-59 D22.39
flags    11400 D22.5 | 13101-59 D22.5
flags    11440 D22.39 | 12051 D22.39
passes   11440 D22.39 | 12051-59 S01.411A           # a cut is another wound
passes   11400 D22.5 | 11402 D22.5 | 12031-59 D22.5 # the larger excision owns the closure
"""
