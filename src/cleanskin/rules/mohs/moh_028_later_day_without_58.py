"""A first stage of Mohs surgery for the same cancer within a week of another, without a modifier.

A tumor that is not clear at the end of the day goes on the next day.  Payers that want a first stage for that day want
58 with it; without, the line looks like a duplicate.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

LOOK_BACK_DAYS = 7

RULE = Rule(
    id="CS-MOH-028",
    name="mohs-later-day-without-58",
    outcome="denial",
    severity="warn",
    triggers=codes(*FIRST),
    needs=("history",),
    carc="18",
    message="{code} repeats the first stage of the same cancer from days before and carries no 58.",
    fix="If the same tumor was continued, add 58; if it is another tumor, correct the diagnosis or add its side.",
    source=cited("CPT guideline conventions", "coding rules MOH-5", checked_on=date(2026, 11, 22), trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages whose diagnoses a first stage of the days before shares, without 58, 76, 78 or 79."""
    for line in visit.with_code(*FIRST):
        if line.is_distinct or line.has("58", "76", "77", "78", "79"):
            continue
        for past in visit.past(LOOK_BACK_DAYS, [line.code]):
            if not set(line.diagnoses).isdisjoint(past.diagnoses):
                yield flag(line, evidence=[f"{past.code} on {past.day}"])
                break


RULE.examples = """
flags    17311 C44.311 << 2026-03-01 17311 C44.311
near     17311-58 C44.311 << 2026-03-01 17311 C44.311
passes   17311 C44.212 << 2026-03-01 17311 C44.311
passes   17311 C44.311 << 2025-03-01 17311 C44.311
cannot   17311 C44.311
"""
