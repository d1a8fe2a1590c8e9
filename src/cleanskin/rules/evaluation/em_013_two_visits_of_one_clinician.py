"""Two visits of one clinician for one patient on one day.

Work of a day at several times, or for several problems, is put together in one level.  Two visits are paid only when
they were for unrelated problems at different times that could not have been one visit, and the record says so.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-EM-013",
    name="two-visits-of-one-clinician",
    outcome="denial",
    severity="hold",
    triggers=codes("99202-99205", "99211-99215", "98000-98015"),
    lines_min=2,
    carc="B14",
    rarc="M80",
    message="{code} is a second visit of the same clinician on the same day.",
    fix="Put the work of the day together in one visit at its level; bill two only if the record shows separate"
    " encounters for unrelated problems.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 30.6.7; coding rules EM-6, MOD-4",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag every visit of a clinician after the first, unless it has 25 and only diagnoses of its own."""
    codes = RULE.triggers.codes
    visits = [line for line in visit.lines if line.code in codes]
    first: dict[str, Line] = {}
    for line in visits if len(visits) > 1 else ():
        other = first.setdefault(line.rendering_npi, line)
        apart = line.has("25", "27") and line.diagnoses and not set(line.diagnoses) & set(other.diagnoses)
        if other is not line and not apart:
            yield flag(line)


RULE.examples = """
flags    99213 L40.0 | 99212 L57.0
near     99213 L40.0 | 99212-25 L57.0
flags    99213 L40.0 | 99212-25 L40.0
passes   99213 L40.0 | 99212 L57.0 by=1000000004
passes   99397 Z00.00 | 99213-25 L40.0
passes   99214 L40.0 | G2211 L40.0
flags 2  99213 L40.0 | 99213 L40.0 | 99211 L40.0
"""
