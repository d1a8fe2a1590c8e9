"""A second visit by messages within seven days.

99421 to 99423 count all minutes of seven days together, and are billed once at the end.  A second one in that time is
denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-011",
    name="message-visits-twice-in-a-week",
    outcome="denial",
    severity="hold",
    triggers=codes("99421-99423"),
    needs=("history",),
    carc="119",
    rarc="N362",
    message="{code} is a second visit by messages within seven days.",
    fix="Put the minutes of the seven days together in one code; correct the first claim if they reach a higher one.",
    source=cited(
        "CPT conventions for telehealth",
        "messages over seven days; coding rules EM-10",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits by messages with another of the same practice in the six days before."""
    for line in visit.with_code(*RULE.triggers.codes):
        found = [past for past in visit.past(6, RULE.triggers.codes) if same_practice(visit, line, past)]
        if found:
            yield flag(line, evidence=[f"{past.code} on {past.day}" for past in found])


RULE.examples = """
flags    99421 L70.0 << 2026-02-27 99421 L70.0
near     99421 L70.0 << 2026-02-23 99421 L70.0
passes   99421 L70.0 << 2026-02-27 98016 L70.0
cannot   99421 L70.0
"""
