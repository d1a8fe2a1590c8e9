"""Modifier 58 on the closure of a Mohs wound of an earlier day.

Mohs surgery has a global period of 0 days: a closure on a later day lies in no global period and needs no modifier.
58 belongs there only when another procedure of the practice has an open period.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import MOHS_FIRST, REPAIRS
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

CLOSURES = (*REPAIRS, "repair_delayed", "flap", "graft")


RULE = Rule(
    id="CS-REP-008",
    name="staged-modifier-after-mohs",
    outcome="advice",
    severity="note",
    triggers=modifiers("58"),
    needs=("history",),
    instead_of=("CS-GLB-011",),
    message="{code} carries 58, but the only earlier surgery is Mohs surgery, which has no global period.",
    fix="Take 58 off {code}.",
    source=cited("CMS claims processing manual, ch. 12", "sec. 40; coding rules REP-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag closures with 58 when 90 days of history hold Mohs surgery and nothing with a global period."""
    lines = [line for line in visit.in_family(*CLOSURES) if line.has("58")]
    if not lines or not visit.history_covers(90):
        return
    past = visit.past(90)
    has_period = any(day.global_days(one.code) in ("010", "090") for one in past)
    if any(one.code in MOHS_FIRST for one in past) and not has_period:
        for line in lines:
            yield flag(line)


RULE.examples = """
flags    14060-58 C44.311 << 2026-02-27 17311 C44.311
near     14060 C44.311 << 2026-02-27 17311 C44.311
passes   14060-58 C44.311 << 2026-02-27 11642 C44.311
passes   14060-58 C44.311 << none
cannot   14060-58 C44.311
"""
