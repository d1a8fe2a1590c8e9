"""Modifier 57 on a visit beside procedures of 0 or 10 global days only.

57 is for the decision to do a 90-day procedure on that day or the next.  Mohs surgery, biopsies, excisions and
destruction have 0 or 10 days: the visit takes 25 if it went beyond the procedure, and is not paid otherwise.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import procedures
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-009",
    name="modifier-57-beside-minor-procedure",
    outcome="denial",
    severity="hold",
    triggers=modifiers("57"),
    carc="4",
    rarc="N519",
    message="The visit {code} carries 57, but no procedure of that day has 90 global days.",
    fix="Use 25 if the record shows work beyond the procedure, else take the visit off; if a 90-day procedure follows"
    " the next day, add 25 for today's procedure.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40.2; coding rules EM-7, SC-22",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits with 57 and without 25 beside minor procedures alone, no major one being on another claim."""
    done = procedures(visit, day)
    elsewhere = (past.code for past in visit.same_day_elsewhere())
    if not done or any(day.is_major(code) for code in (*(line.code for line in done), *elsewhere)):
        return
    for line in visit.of_class("visit"):
        if line.has("57") and not line.has("25"):
            yield flag(line, evidence=[f"{one.code}: {day.global_days(one.code)} days" for one in done])


RULE.examples = """
flags    99213-57 C44.311 | 17311 C44.311
near     99213-25 C44.311 | 17311 C44.311
passes   99213-57 C44.311 | 17311 C44.311 | 14060 C44.311
passes   99213-57 C44.311                              # the operation may be tomorrow
passes   99213-25-57 D49.2 | 11102 D49.2
passes   99213-57 C44.311 | 17311 C44.311 << 2026-03-02 14060 C44.311    # the flap is on another claim
flags    99204-57 C44.519 | 11602 C44.519
"""
