"""A diagnosis code that was not in force on the day of service.

ICD-10-CM changes on October 1 and April 1.  A code that ended before the day, or began after it, is returned by the
clearinghouse or denied.  Which codes are in force is told by the release that was loaded for the day; without one, only
the codes of the built-in selection whose first or last day is known are judged.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.shape import ICD10_BEGAN, has_doubtful_code, not_to_bill
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-001",
    name="diagnosis-not-in-force",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_doubtful_code),
    claim_wide=True,
    carc="146",
    rarc="M76",
    message="A diagnosis code on the claim is not in force on the day of service.",
    fix="Take the code that was in force on the day of service, from the record.",
    effective_from=ICD10_BEGAN,
    source=cited("ICD-10-CM release of the day; EDI rules section 3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each diagnosis that the release of the day does not have."""
    for code, found in visit.once(not_to_bill):
        if found.status == "not_in_release":
            near = [f"in force: {', '.join(found.suggested[:8])}"] if found.suggested else []
            yield flag(
                message=f"The diagnosis {code} is not in force on the day of service.",
                evidence=[f"{code} is not in the release of {visit.on}", *near],
                pointer="2300.HI",
            )


RULE.examples = """
flags   on=2018-09-01  99213 C43.111
near    on=2018-10-01  99213 C43.111          # the code began on this day
passes  99213-25 L57.0 | 17000 L57.0
passes  99213 J45.909                         # outside the built-in selection nothing is known
flags   on=2016-01-01  99213 C43.111
passes  on=2015-09-30  99213 C43.111          # before ICD-10-CM
"""
