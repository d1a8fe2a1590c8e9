"""A visit on the day before a 90-day procedure without modifier 57.

The global period of a 90-day procedure begins the day before it.  A visit on that day is paid only when the decision to
operate was made at it: 57.  The check-up before an operation that was decided earlier is covered.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-017",
    name="visit-day-before-major-procedure-without-57",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    needs=("history",),
    carc="97",
    rarc="M144",
    message="The visit {code} is on the day before a procedure with 90 global days, and nothing says that the decision"
    " was made at it.",
    fix="If the decision to operate was made at this visit, add 57; if the visit was for another problem, the payer"
    " may want the record; else take the visit off.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, EM-7",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits without 57 when the same practice did a 90-day procedure the next day."""
    after = visit.following(1)
    if not after:
        return
    visits = [line for line in visit.of_class("visit") if not line.is_add_on and not line.has("57", "24")]
    if not visits:
        return
    for past in after:
        if day.is_major(past.code) and not {"58", "78"}.intersection(past.modifiers):
            for line in visits:
                if same_practice(visit, line, past):
                    yield flag(line, evidence=[f"{past.code} on {past.day}"])
            return


RULE.examples = """
flags    99214 C44.311 << 2026-03-03 14060 C44.311
near     99214-57 C44.311 << 2026-03-03 14060 C44.311
passes   99214 C44.311 << 2026-03-03 17311 C44.311        # Mohs surgery is no 90-day procedure
passes   99214 C44.311 << 2026-03-04 14060 C44.311        # two days before
cannot   99214 C44.311
"""
