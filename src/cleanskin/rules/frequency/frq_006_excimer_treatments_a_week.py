"""More than two excimer treatments in seven days.

The excimer laser is used twice a week, with at least two days between.  Payers cap the weekly count.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_WINDOW_DAYS = 7
_EARLIER = 2

RULE = Rule(
    id="CS-FRQ-006",
    name="third-excimer-treatment-in-a-week",
    outcome="denial",
    severity="warn",
    triggers=codes("96920", "96921", "96922"),
    needs=("history",),
    carc="119",
    rarc="N435",
    message="{code} for at least the third time in seven days.",
    fix="Compare the days with the treatment log.",
    source=cited(
        "Coding rules of dermatology", "LIM-2, LGT-3; days between from general knowledge", trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a treatment when two earlier days lie in the week before."""
    earlier = days_of(visit, _WINDOW_DAYS - 1, tuple(RULE.triggers.codes))
    if len(earlier) >= _EARLIER:
        lines = visit.with_code(*RULE.triggers.codes)
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   96920 L40.0 << 2026-02-25 96920 L40.0 << 2026-02-27 96920 L40.0
near    96920 L40.0 << 2026-02-21 96920 L40.0 << 2026-02-27 96920 L40.0
passes  96921 L40.0 << 2026-02-26 96921 L40.0
cannot  96920 L40.0
"""
