"""A visit for an established patient whom the practice has not seen in three years.

After three years without a face-to-face service of the group's specialty the patient is new again, and the visit is
paid higher.  The physician may have seen the patient elsewhere, so the record decides.  Concluded only where all claims
of the three years are held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.seen import NEW_FOR, THREE_YEARS_DAYS, has_been_seen
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-002",
    name="established-patient-never-seen",
    outcome="missed_charge",
    severity="note",
    triggers=codes("99212-99215", "98004-98007", "98012-98015"),
    needs=("history",),
    message="{code} is for an established patient, but the claims of three years show no service of this practice.",
    fix="If nobody of the group and specialty saw the patient in three years, bill the new-patient visit that the"
    " record supports.",
    source=cited("CPT conventions for visits", "coding rules EM-5, SC-30", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag established-patient codes where the history is whole and shows nobody of the group at all."""
    if not visit.history_covers(THREE_YEARS_DAYS) or has_been_seen(visit):
        return
    for line in visit.lines:
        if line.code in RULE.triggers.codes:
            new = NEW_FOR[line.code]
            yield flag(line, evidence=["no service face to face in three years"], missing=[(new, 1)], replacing=True)
            return


RULE.examples = """
flags    99213 L40.0 << none
near     99203 L40.0 << none
flags    99213 L40.0 << 2022-12-01 99213 L40.0
passes   99213 L40.0 << 2023-03-06 99213 L40.0
flags    99213 L40.0 << 2025-12-01 88305 D22.5
passes   99211 L40.0 << none                        # a visit of staff
cannot   99213 L40.0
"""
