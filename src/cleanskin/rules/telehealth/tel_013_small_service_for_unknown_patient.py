"""A check-in, a reading of pictures or a visit by messages for a patient the practice has not seen.

These services are for established patients: somebody of the group and specialty saw them within three years.  Concluded
only where all claims of the three years are held.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.seen import THREE_YEARS_DAYS, seen_before
from cleanskin.rules.global_period.window import same_group
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-013",
    name="message-or-call-for-unknown-patient",
    outcome="denial",
    severity="warn",
    triggers=codes("98016", "G2010", "G2012", "99421-99423"),
    needs=("history",),
    carc="B15",
    message="{code} is for established patients, and the claims of three years show no visit of this one.",
    fix="Check that the group saw the patient within three years; if not, the service is not payable.",
    source=cited(
        "CMS, telehealth rules of the physician fee schedule",
        "virtual check-ins; coding rules EM-5, EM-10",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag small services where the history is whole and shows nobody of the group."""
    if not visit.history_covers(THREE_YEARS_DAYS) or any(same_group(visit, past) for past in visit.once(seen_before)):
        return
    for line in visit.with_code(*sorted(RULE.triggers.codes)):
        yield flag(line)


RULE.examples = """
flags    payer=medicare G2010 D48.5 << none
near     payer=medicare 99203 D48.5 << none
passes   payer=medicare G2010 D48.5 << 2025-05-05 99213 L57.0
flags    98016 L57.0 << 2022-05-05 99213 L57.0
cannot   98016 L57.0
"""
