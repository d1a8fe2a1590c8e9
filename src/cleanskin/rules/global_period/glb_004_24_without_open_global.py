"""Modifier 24 on a visit although no procedure covers the day.

24 belongs on a visit only inside the 10 or 90 days after a procedure.  On any other visit it says something that is not
so; beside a procedure of the same day the modifier meant is usually 25.  Concluded only where all of the practice's
claims of the 90 days before are held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import LONGEST_DAYS, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-004",
    name="modifier-24-without-open-global",
    outcome="audit",
    severity="warn",
    triggers=modifiers("24"),
    needs=("history",),
    carc="4",
    rarc="N519",
    message="The visit {code} carries 24, but no earlier procedure of this physician or group covers the day.",
    fix="Take 24 off; beside a procedure of the same day use 25 (0 or 10 global days) or 57 (90) if the record"
    " supports it.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, EM-6, SC-23",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with 24 where the history is whole and no period is open."""
    if not visit.history_covers(LONGEST_DAYS):
        return
    for line in visit.of_class("visit"):
        if line.has("24") and not open_periods(visit, line):
            yield flag(line, evidence=["no procedure of 10 or 90 global days in the claims of the 90 days before"])


RULE.examples = """
flags    99213-24 L40.0 | 17000 L57.0 << none
near     99213-25 L40.0 | 17000 L57.0 << none
flags    99213-24 L40.0 << 2026-02-27 11102 D49.2     # a biopsy has no days after it
passes   99213-24 L40.0 << 2026-02-27 17110 B07.8
cannot   99213-24 L40.0
"""
