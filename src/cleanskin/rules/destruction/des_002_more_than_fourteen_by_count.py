"""More than thirteen units of 17003: fifteen or more lesions are 17004.

17000 is the first precancerous lesion, 17003 each from the second to the fourteenth.  From the fifteenth on there is
one code for all of them, once, and 17000 and 17003 fall away.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-002",
    name="more-keratoses-than-17003-counts",
    outcome="denial",
    severity="hold",
    triggers=codes("17003"),
    carc="151",
    rarc="N362",
    instead_of=("CS-UNIT-002",),
    message="17003 counts at most 13 lesions after the first; the claim has more.",
    fix="If 15 or more lesions were destroyed, replace 17000 and 17003 by one 17004; else correct the units.",
    source=cited("CPT guideline conventions", "coding rules DES-1, SC-03", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 17003 when its units of the day pass what the code stands for."""
    lines = visit.with_code("17003")
    facts = day.procedure("17003")
    if not lines or facts is None or facts.count_from is None or facts.count_to is None:
        return
    most, units = facts.count_to - facts.count_from + 1, visit.units_of("17003")
    if units > most:
        yield flag(*lines, evidence=[f"{units} units of 17003 on {visit.on}; it stands for {most} at most"])


RULE.examples = """
flags    17000 L57.0 | 17003*24 L57.0
flags    17000 L57.0 | 17003*14 L57.0
near     17000 L57.0 | 17003*13 L57.0
flags    17000 L57.0 | 17003*10 L57.0 | 17003-59*4 L57.0
passes   17004 L57.0
"""
