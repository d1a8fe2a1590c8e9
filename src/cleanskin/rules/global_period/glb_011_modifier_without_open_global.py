"""Modifier 58, 78 or 79 on a procedure although no earlier one covers the day.

These modifiers answer a global period of 10 or 90 days.  After a biopsy, a shave removal or Mohs surgery alone (0 days)
there is none, so a repair of the Mohs defect on a later day takes no modifier.  On the day of the first procedure they
are wrong too.  Concluded only where all of the practice's claims of the 90 days before are held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import GLOBAL_MODIFIERS, LONGEST_DAYS, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-011",
    name="global-modifier-without-open-global",
    outcome="audit",
    severity="warn",
    triggers=modifiers("58", "78", "79"),
    needs=("history",),
    carc="4",
    rarc="N519",
    instead_of=("CS-GLB-010",),
    message="{code} carries a modifier for a global period, but no earlier procedure of this physician or group covers"
    " the day.",
    fix="Take the modifier off; if another procedure of the same day made it look needed, use 59 or XS.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, MOD-1, REP-7",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with 58, 78 or 79 where the history is whole and no period is open."""
    if not visit.history_covers(LONGEST_DAYS) or visit.has_code("17311", "17313"):
        return
    for line in visit.of_class("procedure", "surgery"):
        if line.has(*GLOBAL_MODIFIERS) and not line.is_add_on and not open_periods(visit, line):
            yield flag(line, evidence=["no procedure of 10 or 90 global days in the claims of the 90 days before"])


RULE.examples = """
flags    13131-58 C44.319 << 2026-03-01 17311 C44.319      # repair the day after Mohs surgery
near     13131 C44.319 << 2026-03-01 17311 C44.319
flags    11402-79 D22.5 | 11602 C44.519 << none
passes   11602-58 C44.519 << 2026-02-23 11402 D48.5
flags    11602-58 C44.519 << 2026-02-10 11402 D48.5        # 20 days later
passes   17311-58 C44.311 | 11102-58 C44.311 << none       # a biopsy that led to Mohs surgery that day
cannot   13131-58 C44.319
"""
