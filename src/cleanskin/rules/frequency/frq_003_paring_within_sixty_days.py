"""Corns or calluses pared again within 60 days.

Medicare treats paring as routine foot care, as it does nail care; contractors pay it at most about every 60 days.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.frequency.recent import days_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

_INTERVAL_DAYS = 60

RULE = Rule(
    id="CS-FRQ-003",
    name="paring-within-sixty-days",
    outcome="denial",
    severity="warn",
    triggers=codes("11055", "11056", "11057"),
    needs=("history",),
    payers=("medicare", "medicare_advantage"),
    carc="119",
    rarc="N435",
    message="{code} less than 60 days after the last paring.",
    fix="Schedule it from the sixtieth day on, or show in the record why it was needed earlier.",
    source=cited("Coding rules of dermatology", "LIM-2, MIN-2", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag paring when paring of the last 59 days is in the history; a line that expects refusal passes."""
    earlier = days_of(visit, _INTERVAL_DAYS - 1, tuple(RULE.triggers.codes))
    lines = [line for line in visit.with_code(*RULE.triggers.codes) if not line.has("GA", "GY", "GZ")]
    if earlier and lines:
        yield flag(*lines, evidence=[f"earlier: {', '.join(str(one) for one in earlier)}"])


RULE.examples = """
flags   payer=medicare 11056-Q8 L84 << 2026-02-01 11055 L84
near    payer=medicare 11056-Q8 L84 << 2026-02-01 11102 L84
passes  payer=medicare 11056-Q8 L84 << 2025-12-01 11055 L84
cannot  payer=medicare 11056-Q8 L84
"""
