"""An add-on code without any of the primary codes that it goes with.

An add-on code describes work beyond a primary service of the same day and clinician, and is not paid without it.  For
most add-on codes the list of primaries is complete: another code does not do, even of the same family (a punch add-on
after a tangential first biopsy).  A primary on another claim of the day counts when the history is at hand.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.add_ons import lacks_primary, listed_primaries, without_primary
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-010",
    name="add-on-without-its-primary",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lacks_primary),
    carc="107",
    rarc="N122",
    message="The add-on code {code} stands without a primary code that it goes with.",
    fix="Bill the primary service with {code} if it was done on the day; else replace {code} by the right code.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. R and W; coding rules MOD-9, BX-3, SC-02", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each add-on code with a closed list of primaries of which none was billed on the day."""
    for line, edit in without_primary(visit):
        if not edit.contractor_defined:
            message = f"The add-on code {line.code} goes with {listed_primaries(edit)}, and none of them is on the day."
            yield flag(line, message=message)


RULE.examples = """
flags    17003*4 L57.0
flags    17110 L57.0 | 17003*4 L57.0
near     17000 L57.0 | 17003*4 L57.0
flags    11102 D49.2 | 11105 D48.5            # a punch add-on needs a punch or incisional first biopsy
passes   11104 D49.2 | 11105 D48.5
flags    17313 C44.519 | 17312 C44.519        # 17312 goes with 17311
passes   17311 C44.311 | 17312*2 C44.311 | 17315 C44.311
passes   17003*4 L57.0 << 2026-03-02 17000 L57.0   # the primary is on another claim of the day
flags    17003*4 L57.0 << 2026-03-01 17000 L57.0
passes   88311 D22.5                          # an open list: another rule
"""
