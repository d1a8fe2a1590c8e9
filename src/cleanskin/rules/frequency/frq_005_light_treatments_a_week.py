"""More than three light treatments in seven days.

Ultraviolet treatment is given two or three times a week.  Payers cap the weekly count, and a fourth one suggests that
home treatment or days were mixed up.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_WINDOW_DAYS = 7
_EARLIER = 3

RULE = Rule(
    id="CS-FRQ-005",
    name="fourth-light-treatment-in-a-week",
    outcome="denial",
    severity="warn",
    triggers=codes("96900", "96910", "96912", "96913"),
    needs=("history",),
    carc="119",
    rarc="N435",
    message="{code} for at least the fourth time in seven days.",
    fix="Compare the days with the treatment log.",
    source=cited("Coding rules of dermatology", "LIM-2, LGT-2", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a treatment when three earlier days lie in the week before."""
    earlier = days_of(visit, _WINDOW_DAYS - 1, tuple(RULE.triggers.codes))
    if len(earlier) >= _EARLIER:
        lines = visit.with_code(*RULE.triggers.codes)
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   96910 L40.0 << 2026-02-25 96910 L40.0 << 2026-02-26 96910 L40.0 << 2026-02-27 96910 L40.0
near    96910 L40.0 << 2026-02-23 96910 L40.0 << 2026-02-26 96910 L40.0 << 2026-02-27 96910 L40.0
passes  96910 L40.0 << 2026-02-25 96910 L40.0 << 2026-02-27 96910 L40.0
cannot  96910 L40.0
"""
