"""Modifier 25 on a visit with no procedure beside it.

25 says that the visit is separate from a procedure of the day.  Alone it says nothing, draws reviews of modifier 25 to
the practice, and bars G2211 at Medicare.  The procedure may be on another claim, or be missing from this one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-010",
    name="modifier-25-beside-nothing",
    outcome="audit",
    severity="note",
    triggers=modifiers("25"),
    message="The visit {code} carries 25, but no procedure of the day is on the claim.",
    fix="If a procedure was done, bill it; else take 25 off.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. I, sec. D; coding rules EM-6, MOD-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with 25 when visits and pathology are all there is on the day, here and on other claims."""
    beside = [line for line in visit.lines if line.visit_class not in ("visit", "pathology")]
    if beside:
        return
    carrying = [line for line in visit.of_class("visit") if line.has("25")]
    others = [line for line in visit.of_class("visit") if not line.has("25") and not line.is_add_on]
    if carrying and not others and not visit.same_day_elsewhere():
        yield flag(*carrying)


RULE.examples = """
flags    99213-25 L40.0
near     99213 L40.0
passes   99213-25 L40.0 | 17000 L57.0
flags    99213-25 L40.0 | 88305 D22.5
passes   99213-25 L40.0 | 96372 L40.0            # injections count
passes   99213-25 L40.0 << 2026-03-02 17000 L57.0
passes   99397 Z00.00 | 99213-25 L40.0           # beside a preventive visit
"""
