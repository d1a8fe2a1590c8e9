"""A member id without the sign that says it is one.

The subscriber's number is a member id (MI). Without the sign the payer reads no number at all.
"""

from collections.abc import Iterator

from cleanskin.record.claim_finding import LineChange
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-012",
    name="member-id-qualifier-missing",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    fix_safety="safe",
    message="The member id stands without the qualifier that says what it is.",
    fix="Add MI.",
    source=cited("837P required content", "2010BA NM108; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a number without kind."""
    subscriber = visit.claim.coverage.subscriber
    if subscriber.id and not subscriber.id_qualifier:
        change = LineChange(path="coverage.subscriber.id_qualifier", was="", becomes="MI")
        yield flag(changes=(change,), pointer="2010BA.NM108")


RULE.examples = """
flags    member={"id_qualifier":""} 99213 L40.0
near     member={"id_qualifier":"MI"} 99213 L40.0
passes   99213 L40.0
"""
