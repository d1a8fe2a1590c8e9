"""A third photodynamic session within eight weeks.

A course is about two sessions of one field in eight weeks.  The claim does not name the field: another field is no
repetition, and the record shows it.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_WINDOW_DAYS = 56
_EARLIER = 2

RULE = Rule(
    id="CS-FRQ-004",
    name="third-photodynamic-session",
    outcome="denial",
    severity="warn",
    triggers=codes("96567", "96573", "96574"),
    needs=("history",),
    carc="119",
    rarc="N435",
    message="{code} for at least the third time in eight weeks.",
    fix="See that the record names the field of each session; a third one of the same field needs a reason.",
    source=cited("Coding rules of dermatology", "LIM-2", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a session when two earlier ones lie in the window."""
    earlier = days_of(visit, _WINDOW_DAYS - 1, tuple(RULE.triggers.codes))
    if len(earlier) >= _EARLIER:
        lines = visit.with_code(*RULE.triggers.codes)
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   96574 L57.0 << 2026-01-12 96574 L57.0 << 2026-02-09 96574 L57.0
near    96574 L57.0 << 2026-01-12 99213 L57.0 << 2026-02-09 96574 L57.0
passes  96574 L57.0 << 2025-11-12 96574 L57.0 << 2026-02-09 96574 L57.0
cannot  96574 L57.0
"""
