"""A check-in, a reading of pictures or a visit by messages within seven days after a visit for the same problem.

What follows from a visit within a week belongs to it.  The same problem is taken from a diagnosis in common; for
another problem the service is paid.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.telehealth.means import SMALL, is_visit
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-010",
    name="message-or-call-after-visit",
    outcome="denial",
    severity="warn",
    triggers=codes("98016", "G2010", "G2012", "G2252", "99421-99423"),
    needs=("history",),
    carc="97",
    rarc="M15",
    message="{code} follows a visit for the same problem within seven days.",
    fix="Take {code} off unless the record shows another problem; then code that problem.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "virtual check-ins; coding rules EM-10",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag small services with a diagnosis of a visit of the same practice in the seven days before."""
    for line in visit.with_code(*SMALL):
        before = [
            past
            for past in visit.past(7)
            if past.code not in SMALL and set(past.diagnoses) & set(line.diagnoses) and is_visit(past, day)
        ]
        found = [past for past in before if same_practice(visit, line, past)]
        if found:
            yield flag(line, evidence=[f"{past.code} on {past.day}" for past in found])


RULE.examples = """
flags    98016 L57.0 << 2026-02-25 99213 L57.0
near     98016 L57.0 << 2026-02-22 99213 L57.0
passes   98016 L57.0 << 2026-02-25 99213 L40.0
passes   98016 L57.0 << 2026-02-25 17000 L57.0      # a procedure: its global period, if any
flags    99421 L70.0 << 2026-02-27 99214 L70.0
cannot   98016 L57.0
"""
