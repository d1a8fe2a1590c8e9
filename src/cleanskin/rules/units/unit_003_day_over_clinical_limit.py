"""More units of a code on one day than is likely.

Limits of adjudication indicator 3 are clinical benchmarks for the day.  More units are refused at first; a payer may
pay them when the record shows that they were done and needed, usually on appeal.  The few limits of indicator 1 look at
each line by itself; there, units that were truly done may stand on a further line with the modifier that says why.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, repeated, whenever
from cleanskin.rules.units.limits import is_flat, is_over, over, told
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-UNIT-003",
    name="units-over-clinical-limit",
    outcome="denial",
    severity="warn",
    triggers=repeated(),
    beside=whenever(is_over),
    carc="151",
    rarc="N362",
    message="{code} is billed with more units than is usual on one day; all of them will be refused at first.",
    fix="Check the units of {code} against the record; if they are right, keep the record ready for the appeal.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V; coding rule MOD-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines over a limit of adjudication indicator 1 or, added up, of 3."""
    for counted in (*over(visit, 1), *over(visit, 3)):
        if not is_flat(counted.lines[0], counted.limit):
            yield flag(*counted.lines, evidence=told(counted, day))


RULE.examples = """
flags    17311*5 C44.311
near     17311*4 C44.311
flags    payer=medicare 88305*17 D22.5
passes   88305*16 D22.5
flags    96567*2 L57.0                        # once a day
flags    88305*9 D22.5 | 88305-76*9 D22.9
passes   88305-26*9 D22.5 | 88305-TC*9 D22.5  # two parts of the same services
passes   17311*3 C44.311 | 17311*3 C44.212 by=1000000004
"""
