"""Two services of one day of which one is part of the other, and no modifier says that they are apart.

The pair edit in force on the day names the code that is not paid (column 2).  It is paid beside the other only for
another lesion, site or encounter, and then a modifier must say so.  Which code is column 2 changes from pair to pair
and from release to release: it is not always the smaller service.  Visits have a rule of their own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import (
    STAND_INS,
    LinePair,
    by_denied_line,
    has_unopened_pair,
    paid_codes,
    shut_pairs,
    told,
)
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-001",
    name="paired-code-without-modifier",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_unopened_pair),
    lines_min=2,
    carc="236",
    rarc="M80",
    message="{code} will be denied: it is counted into another service of the day and no modifier separates the two.",
    fix="If the record shows another lesion, site or encounter, add 59 or XS (or the anatomic modifier) to {code}; else"
    " take {code} off the claim.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-4, MOD-5, SC-19", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each column-2 line of a pair that could be opened and is not."""
    shut = [pair for pair in shut_pairs(visit) if _is_told_here(pair)]
    for pairs in by_denied_line(shut) if shut else ():
        denied = pairs[0].denied
        message = f"{denied.code} will be denied: it is counted into {paid_codes(pairs)} of the same day."
        yield flag(denied, message=message, evidence=told(pairs, day))


def _is_told_here(pair: LinePair) -> bool:
    return pair.denied.visit_class != "visit" and not pair.denied.has(*STAND_INS)


RULE.examples = """
flags    11102 D49.2 | 17000 L57.0
near     11102 D49.2 | 17000-59 L57.0
passes   11102-XS D49.2 | 17000 L57.0         # the modifier may stand on either line
flags    17110 B07.8 | 11102 D48.5            # here the biopsy is column 2
flags    17311 C44.311 | 11104 D49.2
passes   17311-RT C44.212 | 11104-LT D49.2    # sides open a pair as well
passes   11102 D49.2 by=1000000004 | 17000 L57.0   # another clinician
passes   99213 L40.0 | 17000 L57.0            # a visit: another rule
"""
