"""More units of a code on one day than can exist.

Limits of adjudication indicator 2 follow from what the code means: more is impossible, whatever the record says.  All
units of the code on the day are refused, no modifier and no appeal changes it, and splitting them over lines or claims
does not help.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, repeated, whenever
from cleanskin.rules.units.limits import is_flat, is_over, over, told
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-UNIT-002",
    name="units-over-absolute-day-limit",
    outcome="denial",
    severity="hold",
    triggers=repeated(),
    beside=whenever(is_over),
    carc="151",
    rarc="N362",
    message="{code} is billed with more units than one day can have; all of them will be refused.",
    fix="Correct the units of {code}, or replace it by the code that stands for the larger number.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V; coding rule MOD-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of a code whose sum is over a limit of adjudication indicator 2; flat codes have a rule."""
    for counted in over(visit, 2):
        if not is_flat(counted.lines[0], counted.limit):
            yield flag(*counted.lines, evidence=told(counted, day))


RULE.examples = """
flags    17003*24 L57.0 | 17000 L57.0
near     17003*13 L57.0 | 17000 L57.0
flags    12032*2 C44.519                      # lengths of one class and group are added
flags    64653*2 L74.511                      # once for the region
flags    17003*7 L57.0 | 17003-59*7 L57.0     # splitting does not help
passes   17003*13 L57.0 | 17003-GY*2 L57.0
passes   17110*2 B07.8                        # a code for the whole service: another rule
passes   17311*5 C44.311                      # indicator 3: another rule
"""
