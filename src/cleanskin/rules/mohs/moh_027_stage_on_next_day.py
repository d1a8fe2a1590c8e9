"""A further stage of Mohs surgery on a day without a first stage, the first stage days before.

By its definition 17312 or 17314 stands beside the first stage of the same sitting.  Many payers want the first stage of
a later day billed again as 17311 or 17313 with 58; which, only their policy tells.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, FURTHER
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

LOOK_BACK_DAYS = 7

RULE = Rule(
    id="CS-MOH-027",
    name="mohs-stage-on-later-day",
    outcome="denial",
    severity="warn",
    triggers=codes(*FURTHER),
    needs=("history",),
    carc="107",
    instead_of=("CS-NCCI-010",),
    message="{code} has its first stage on an earlier day; many payers want a first stage with 58 instead.",
    fix="Ask the payer: mostly 17311 or 17313 with 58 for the first stage of the later day.",
    source=cited("CPT guideline conventions", "coding rules MOH-5", checked_on=date(2026, 11, 22), trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag further stages when the history has a first stage of the days before and this day has none."""
    if visit.has_code(*FIRST) or not (lines := visit.with_code(*FURTHER)):
        return
    if any(one.code in FIRST for one in visit.same_day_elsewhere()):
        return
    past = visit.past(LOOK_BACK_DAYS, FIRST)
    if past:
        yield flag(*lines, evidence=[f"{past[-1].code} on {past[-1].day}"])


RULE.examples = """
flags    17312 C44.311 << 2026-03-01 17311 C44.311
near     17312 C44.311 << 2026-01-01 17311 C44.311
passes   17311-58 C44.311 | 17312 C44.311 << 2026-03-01 17311 C44.311
passes   17312 C44.311 << none                # the add-on rule
cannot   17312 C44.311
"""
