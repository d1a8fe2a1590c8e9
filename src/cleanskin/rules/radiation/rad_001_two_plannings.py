"""Planning or ultrasound guidance of surface radiation more than once a course.

77436 (planning) and 77439 (ultrasound guidance) are billed once a course of treatment; the sessions are 77437 or 77438.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-RAD-001",
    name="radiation-planning-twice",
    outcome="denial",
    severity="warn",
    triggers=codes("77436", "77439"),
    carc="119",
    needs=("history",),
    effective_from=date(2026, 1, 1),
    message="{code} is billed once a course, and an earlier one stands in the history.",
    fix="Take it off unless a new course for another lesion began; then say so with 59 or XS and the site.",
    source=cited("CPT guideline conventions", "coding rules LGT-6", trust="unverified", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag planning and guidance that follow one within 60 days for the same diagnosis, or have several units."""
    for line in visit.with_code("77436", "77439"):
        before = [one for one in visit.past(60, [line.code]) if set(one.diagnoses) & set(line.diagnoses)]
        if (before and not line.is_distinct) or line.units > 1:
            yield flag(line, evidence=[f"{one.code} on {one.day}" for one in before])


RULE.examples = """
flags    77436 C44.311 << 2026-02-10 77436 C44.311
near     77436-XS C44.311 << 2026-02-10 77436 C44.311
passes   77436 C44.311 << 2026-02-10 77436 C44.519
flags    on=2026-01-01 77439*2 C44.311 << none
passes   77436 C44.311 << none
cannot   77436 C44.311
passes   on=2025-12-31 77436 C44.311 << 2025-12-10 77436 C44.311
"""
