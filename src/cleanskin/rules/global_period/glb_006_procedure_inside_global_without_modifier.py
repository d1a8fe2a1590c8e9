"""A procedure inside a global period without 58, 76, 77, 78 or 79.

A second procedure of the same physician in the 10 or 90 days after one is denied as part of it, unless a modifier says
how the two stand to each other: 58 the next stage, more extensive, or treatment after a diagnostic procedure; 78 an
unplanned return to the operating room; 79 unrelated.  59 does not help: it speaks of one day only.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import (
    is_complication_care,
    is_covered,
    likely_modifier,
    open_periods,
    procedures_with_period,
)
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-006",
    name="procedure-inside-global-without-modifier",
    outcome="denial",
    severity="hold",
    triggers=classes("procedure", "surgery"),
    beside=whenever(is_covered),
    needs=("history",),
    carc="97",
    rarc="M144",
    message="{code} falls into the days that an earlier procedure covers, and no modifier says how the two stand.",
    fix="Choose from the record: 79 if unrelated; 58 if planned, more extensive or the treatment of the same lesion"
    " after its diagnosis; 78 if a complication needed the operating room.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, MOD-1, MOD-2, SC-23",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag procedures with a global period of their own, without a modifier for it, that fall into another's."""
    for line in procedures_with_period(visit, day):
        if line.has("58", "76", "77", "78", "79", "55") or is_complication_care(line, day):
            continue
        covering = open_periods(visit, line)
        if covering:
            yield flag(line, evidence=[*(one.words for one in covering), likely_modifier(line, covering, day)])


RULE.examples = """
flags    17000 L57.0 << 2026-02-24 11602 C44.519
near     17000-79 L57.0 << 2026-02-24 11602 C44.519
flags    17000-59 L57.0 << 2026-02-24 11602 C44.519       # 59 is for one day
flags    11602 C43.59 << 2026-02-23 11402 D22.5            # a re-excision after pathology
flags    17000 L57.0 | 17003*4 L57.0 << 2026-02-24 11602 C44.519   # the add-on follows its primary
passes   17000 L57.0 << 2026-02-24 tax_id=987654321 billing=1000000004 11602 C44.519 by=1000000012
cannot   17000 L57.0
"""
