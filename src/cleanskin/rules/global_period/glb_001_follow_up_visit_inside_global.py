"""A follow-up visit inside the global period of the patient's own procedure.

The payment for a procedure of 10 or 90 global days covers the visits that belong to it.  When every diagnosis of the
visit is that of the procedure, of care after it or of a complication, the visit is such a follow-up: it is reported
with 99024, which is not paid.  Complications that need no operating room are covered too (Medicare).
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import belongs_to, is_covered, open_periods
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-001",
    name="follow-up-visit-inside-global",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    beside=whenever(is_covered),
    needs=("history",),
    carc="97",
    rarc="M144",
    message="The visit {code} falls into the days that an earlier procedure covers, and its diagnoses belong to that"
    " procedure.",
    fix="Report 99024 without charge; if another problem was treated, code that problem and add 24 to the visit.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, MOD-1, MOD-2, SC-23",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit whose diagnoses all belong to a procedure that covers the day."""
    for line in visit.of_class("visit"):
        if line.is_add_on or line.has("24"):
            continue
        covering = [one for one in open_periods(visit, line) if belongs_to(line, one.line, day)]
        if covering:
            yield flag(line, evidence=[one.words for one in covering])


RULE.examples = """
flags    99212 L57.0 << 2026-02-20 17000 L57.0
near     99212 L57.0 << 2026-02-19 17000 L57.0        # the eleventh day is outside
passes   99212 L40.0 << 2026-02-20 17000 L57.0        # another problem: another rule
passes   99212-24 L57.0 << 2026-02-20 17000 L57.0     # 24 on a related visit: another rule
flags    99213 Z48.02 << 2026-02-25 11602 C44.519
passes   99213 Z48.02 << 2026-02-25 17000 L57.0     # freezing leaves no stitches
flags    99213 L76.31 << 2026-01-05 14060 C44.311     # hematoma after a flap, 56 days ago
passes   99213 D22.5 << 2026-02-20 11102 D49.2        # a biopsy has no days after it
passes   99213 L57.0 << 2026-02-20 tax_id=987654321 billing=1000000004 17000 L57.0 by=1000000012
flags    99213 L57.0 << 2026-02-20 17000 L57.0 by=1000000012   # a partner of the same specialty
passes   99212 L57.0 << none
cannot   99212 L57.0
"""
