"""A second visit of the same day on another claim, by the same physician or the group's same specialty.

Physicians of one group and specialty are paid as one: the second visit of a day is denied, also when a colleague billed
the first.  With a diagnosis of its own and a modifier for a separate encounter it can be argued.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.filing.duplicates import is_same
from cleanskin.rules.global_period.window import same_practice
from cleanskin.rules.ncci.other_claims import has_other_claims
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-014",
    name="visit-of-the-day-on-another-claim",
    outcome="denial",
    severity="hold",
    triggers=codes("99202-99205", "99211-99215", "98000-98015"),
    beside=whenever(has_other_claims),
    needs=("history",),
    carc="B14",
    rarc="M80",
    instead_of=("CS-NCCI-008",),
    message="{code}: another claim already has a visit of this day by the same physician or specialty of the group.",
    fix="Bill one visit for the day at the level of all its work; if the other claim was paid, correct that one.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 30.6.5 and 30.6.7",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits of a new claim beside another visit of the same practice on a claim to the same payer."""
    elsewhere, codes = visit.same_day_elsewhere(), RULE.triggers.codes
    if not elsewhere or visit.claim.frequency_code != "1":
        return  # a correction stands beside what it corrects
    others = [past for past in elsewhere if past.code in codes and past.payer_id == visit.payer_id]
    for line in visit.lines if others else ():
        if line.code in codes and not line.has("24", "25", "27"):
            found = [past for past in others if same_practice(visit, line, past) and not is_same(line, past)]
            if found:
                yield flag(line, evidence=[f"{past.code} of {past.day} on another claim" for past in found])


RULE.examples = """
flags    99213 L40.0 << 2026-03-02 99212 L57.0
near     99213 L40.0 << 2026-03-01 99212 L57.0
flags    99213 L40.0 << 2026-03-02 99212 L57.0 by=1000000012
passes   99213 L40.0 << 2026-03-02 taxonomy=207Q00000X 99212 L57.0 by=1000000012
passes   99213-25 L40.0 << 2026-03-02 99212 L57.0
passes   99213 L40.0 << 2026-03-02 99213 L40.0                     # the same line twice: another rule
passes   99213 L40.0 << 2026-03-02 payer_id=88888 99212 L57.0      # the claim to the second payer
passes   frequency=7 99213 L40.0 << 2026-03-02 99212 L40.0
cannot   99213 L40.0
"""
