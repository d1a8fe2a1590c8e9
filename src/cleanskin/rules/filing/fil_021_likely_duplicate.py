"""A visit that stands on another claim of the same day at another charge or level.

One clinician bills one visit a day. Two claims for it are a correction sent as new, or a charge entered twice; the
payer denies the second.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    codes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-021",
    name="visit-on-another-claim-of-the-day",
    outcome="denial",
    severity="warn",
    triggers=codes("99202-99205", "99211-99215"),
    needs=("history",),
    carc="18",
    message="The visit {code} stands on another claim of the same day by the same clinician, with other details.",
    fix="If it corrects that claim, send it as a replacement; if it was a second visit, show it (25).",
    source=cited("Denials and appeals", "CH-1, CH-2; map of reasons, duplicate", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an office visit of a new claim beside another office visit of the same clinician, day and payer."""
    if visit.claim.frequency_code != "1":
        return
    others = [line for line in visit.same_day_elsewhere(RULE.triggers.codes) if line.payer_id == visit.payer_id]
    for line in visit.with_code(*RULE.triggers.codes) if others else ():
        for other in others:
            exact = (line.code, line.amount_billed) == (other.code, other.amount_billed)
            if not exact and line.rendering_npi == other.rendering_npi and not line.has("25", "76", "77"):
                yield flag(line, evidence=(f"claim {other.claim}: {other.code}",))
                break


RULE.examples = """
flags    99214 $150 L40.0 << 2026-03-02 99213 $100 L40.0
near     99214-25 $150 L40.0 << 2026-03-02 99213 $100 L40.0
near     99214 $150 L40.0 << 2026-03-01 99213 $100 L40.0
flags    99213 $150 L40.0 << 2026-03-02 99213 $100 L40.0
passes   99213 $100 L40.0 << 2026-03-02 99213 $100 L40.0                   # word for word: CS-FIL-020
passes   99213 L40.0 << 2026-03-02 99213 L40.0 by=1999999984
cannot   99213 L40.0
"""
