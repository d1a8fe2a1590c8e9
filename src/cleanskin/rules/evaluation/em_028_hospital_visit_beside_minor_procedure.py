"""A hospital visit or a consultation on the day of a minor procedure without modifier 25.

The rule for office visits holds for every visit: beside a procedure of 0 or 10 global days it is paid only with 25, for
work beyond the procedure.  A dermatologist called to a ward for a rash and taking a biopsy has usually done both.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import procedures
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-028",
    name="hospital-visit-beside-minor-procedure-without-25",
    outcome="denial",
    severity="hold",
    triggers=codes("99221-99223", "99231-99233", "99242-99245", "99252-99255"),
    carc="97",
    rarc="M15",
    message="The visit {code} is counted into the minor procedure of the same day.",
    fix="If the record shows work beyond the procedure, add 25 to the visit; else take the visit off.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. D; coding rules EM-6, SC-21", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag these visits without 25 or 57 beside procedures of 0 or 10 global days."""
    minor = [line for line in procedures(visit, day) if day.is_minor(line.code)]
    for line in visit.lines:
        if minor and line.code in RULE.triggers.codes and not line.has("25", "57"):
            yield flag(line, evidence=[f"{one.code}: {day.global_days(one.code)} days" for one in minor])


RULE.examples = """
flags    pos=21 99222 L27.0 | 11104 L27.0
near     pos=21 99222-25 L27.0 | 11104 L27.0
passes   pos=21 99222 L27.0 | 88305 L27.0
flags    99243 L40.0 | 11900 L40.0
"""
