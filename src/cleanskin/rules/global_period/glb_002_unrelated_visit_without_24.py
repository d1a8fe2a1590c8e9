"""A visit for another problem inside a global period, without modifier 24.

A visit in the 10 or 90 days after a procedure of the same physician, or of the same group and specialty, is denied as
part of the procedure unless modifier 24 says that it is unrelated.  Beside a procedure of the same day 25 or 57 may be
needed as well; they do not replace 24.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import belongs_to, is_covered, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-002",
    name="unrelated-visit-inside-global-without-24",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    beside=whenever(is_covered),
    needs=("history",),
    carc="97",
    rarc="M144",
    message="The visit {code} falls into the days that an earlier procedure covers, and nothing on it says that it is"
    " unrelated.",
    fix="If the record shows that the visit was for another problem, add 24; else report 99024 without charge.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, MOD-1, SC-23",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit without 24 that has a diagnosis of its own while a procedure covers the day."""
    for line in visit.of_class("visit"):
        if line.is_add_on or line.has("24") or not line.diagnoses:
            continue
        covering = open_periods(visit, line)
        if covering and not any(belongs_to(line, one.line, day) for one in covering):
            yield flag(line, evidence=[one.words for one in covering])


RULE.examples = """
flags    99213 L40.0 << 2026-02-24 17000 L57.0
near     99213-24 L40.0 << 2026-02-24 17000 L57.0
flags    99213-25 L40.0 | 11900 L40.0 << 2026-02-24 17000 L57.0   # 25 is for today's procedure only
passes   99213 L40.0 << 2026-02-19 17000 L57.0        # the eleventh day
passes   99213 L40.0 << 2026-02-27 17311 C44.311      # Mohs surgery has no days after it
flags    99213 L40.0 << 2026-02-27 17311 C44.311 | 14060 C44.311   # the flap has 90
passes   99213 L57.0 << 2026-02-24 17000 L57.0        # a follow-up: another rule
passes   99213 L40.0 << 2026-02-24 10140-78 L76.31    # a return for a complication starts no new period
cannot   99213 L40.0
"""
