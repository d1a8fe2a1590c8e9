"""More units of a code on one day than its limit allows, on several claims together.

Limits of a day (adjudication indicators 2 and 3) add up what one clinician bills for the patient on the day, on
whatever claim.  A claim for units that were left out or did not fit on the first one meets the units paid before.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.other_claims import counted_with, has_other_claims
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-UNIT-008",
    name="unit-limit-over-two-claims",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(has_other_claims),
    needs=("history",),
    carc="151",
    rarc="N362",
    message="With another claim of the day {code} has more units than its limit.",
    fix="Check both claims against the record; correct the first claim rather than adding a second.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V; coding rule MOD-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a code whose units here are within the day's limit, and with other claims over it."""
    for past in counted_with(visit):
        limit = day.unit_limit(past.code) if visit.has_code(past.code) else None
        if limit is None or limit.adjudication == 1 or limit.units == 0:
            continue
        lines = [line for line in visit.with_code(past.code) if past.rendering_npi in ("", line.rendering_npi)]
        here = sum((line.units for line in lines), Decimal(0))
        if lines and here <= limit.units < here + past.units:
            told = f"{past.code}: {here} units here, {past.units} on another claim of {day.on}, limit {limit.units}"
            yield flag(*lines, evidence=(told,))


RULE.examples = """
flags    17003*8 L57.0 | 17000 L57.0 << 2026-03-02 17003*8 L57.0
passes   frequency=7 17003*8 L57.0 | 17000 L57.0 << 2026-03-02 17003*8 L57.0
near     17003*8 L57.0 | 17000 L57.0 << 2026-03-01 17003*8 L57.0
passes   17003*5 L57.0 | 17000 L57.0 << 2026-03-02 17003*8 L57.0
passes   17003*8 L57.0 | 17000 L57.0 << 2026-03-02 17003*8 L57.0 by=1000000004
passes   17003*24 L57.0 << none               # over by itself: another rule
cannot   17003*8 L57.0
"""
