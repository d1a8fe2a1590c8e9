"""A visit on the day of a minor procedure without modifier 25.

A payer counts the visit into a procedure with a global period of 0 or 10 days, unless modifier 25 says that the visit
was significant and separately identifiable.  Deciding to do the procedure belongs to the procedure, for a new patient
too.  Only the record can show the separate work: the rule asks, it never appends the modifier.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-025",
    name="visit-beside-minor-procedure-without-25",
    outcome="denial",
    severity="hold",
    triggers=codes("99202-99205", "99211-99215"),
    lines_min=2,
    carc="97",
    rarc="M15",
    instead_of=("CS-NCCI-003",),
    message="The visit {code} is counted into the minor procedure of the same day.",
    fix="If the record shows work beyond the procedure, add 25 to the visit; else take the visit off the claim.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. D; coding rules EM-6, SC-21", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit code without 25 (or 57) beside a procedure of 0 or 10 global days."""
    codes = RULE.triggers.codes
    visits = [line for line in visit.of_class("visit") if line.code in codes and not line.has("25", "57")]
    if not visits:
        return
    minor = [
        line for line in visit.lines if line.visit_class != "visit" and not line.is_add_on and day.is_minor(line.code)
    ]
    if minor:
        for line in visits:
            evidence = (f"{one.code} has a global period of {day.global_days(one.code)} days" for one in minor)
            yield flag(line, evidence=evidence)


RULE.examples = """
flags    99213 L57.0 | 17000 L57.0
near     99213-25 L57.0 | 17000 L57.0
passes   99213 L40.0 | 88305 D22.5            # pathology carries no global period
passes   99213 L40.0 | 14060 C44.311          # a 90-day procedure needs 57, which is another rule
flags 2  99213 L57.0 | 99212 L57.0 | 11102 D49.2
"""
