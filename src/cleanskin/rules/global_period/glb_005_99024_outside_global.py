"""The unpaid follow-up code 99024 although no procedure covers the day.

After a biopsy, a shave removal or Mohs surgery alone (0 global days), or after the last covered day, a visit is paid
like any other if it was necessary.  99024 gives it away.  The level is for the record to show: the amount is that of
the lowest visit of a physician.  Concluded only where all claims of the 90 days before are held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import LONGEST_DAYS, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-005",
    name="follow-up-code-outside-global",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("99024"),
    needs=("history",),
    message="99024 says that a procedure covers this visit, but no procedure of this physician or group covers the"
    " day.",
    fix="If the visit was necessary and documented, bill it at the level the record supports (15853 or 15854 with it"
    " when stitches or staples were removed).",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, MOD-2, SC-23",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 99024 where the history is whole, no period is open and no visit is billed."""
    if not visit.history_covers(LONGEST_DAYS) or any(not line.is_add_on for line in visit.of_class("visit")):
        return
    for line in visit.with_code("99024"):
        if not open_periods(visit, line):
            recent = [f"{past.code} of {past.day} has no days left on {visit.on}" for past in visit.past(LONGEST_DAYS)]
            yield flag(line, evidence=recent[-3:], missing=[("99212", 1)])


RULE.examples = """
flags    99024 Z48.02 << 2026-02-20 11104 D48.5
near     99024 Z48.02 << 2026-02-20 11402 D48.5
flags    99024 Z48.02 << 2026-02-09 11402 D22.5       # 21 days after a procedure of 10
passes   99024 Z48.02 << 2025-12-02 14060 C44.311     # the ninetieth day
flags    99024 Z48.02 << 2025-12-01 14060 C44.311
passes   99024 | 99213-24 L40.0 << none
cannot   99024 Z48.02
"""
