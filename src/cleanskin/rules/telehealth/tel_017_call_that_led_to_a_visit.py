"""A check-in or a reading of pictures that led to a visit within a day.

The check-in is there to find out whether a visit is needed.  When one follows on the next day for the same problem, the
check-in belongs to it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from cleanskin.kernel.period import Period
from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.telehealth.means import is_visit
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-017",
    name="call-that-led-to-a-visit",
    outcome="denial",
    severity="warn",
    triggers=codes("98016", "G2010", "G2012", "G2252"),
    needs=("history",),
    carc="97",
    rarc="M15",
    message="{code} was followed by a visit for the same problem within a day.",
    fix="Take {code} off: the visit that followed includes it.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "virtual check-ins; coding rules EM-10",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag check-ins with a diagnosis of a visit of the same practice on the next day."""
    if visit.context.history is None:
        return
    next_day = Period(visit.on + timedelta(days=1), visit.on + timedelta(days=2))
    later = [past for past in visit.context.history.lines(visit.patient, next_day) if is_visit(past, day)]
    for line in visit.with_code(*sorted(RULE.triggers.codes)):
        for past in later:
            if set(past.diagnoses) & set(line.diagnoses) and same_practice(visit, line, past):
                yield flag(line, evidence=[f"{past.code} on {past.day}"])
                break


RULE.examples = """
flags    98016 L57.0 << 2026-03-03 99213 L57.0
near     98016 L57.0 << 2026-03-04 99213 L57.0
passes   98016 L57.0 << 2026-03-03 99213 L40.0
cannot   98016 L57.0
"""
