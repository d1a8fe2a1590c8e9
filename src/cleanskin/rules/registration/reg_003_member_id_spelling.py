"""A member id written with blanks, small letters, or (Medicare) hyphens.

Payers compare the number letter by letter. Cards print it in groups for people to read; the claim carries it without
blanks and in capitals, and Medicare's without hyphens.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import Edit, LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-003",
    name="member-id-with-blanks-or-small-letters",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    fix_safety="safe",
    message="The member id is written with blanks, small letters or hyphens that the payer's own record has not.",
    fix="Write it in capitals without blanks, for Medicare also without hyphens.",
    source=cited("CMS, Understanding the MBI format; EDI rules, section 3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an id that its clean spelling differs from."""
    number = visit.claim.coverage.subscriber.id
    if number.isalnum() and number.isascii() and number == number.upper():
        return
    clean = edited(number, "bare") if visit.is_medicare else edited(number, "trim").upper()
    if clean and number != clean:
        edit: Edit = "bare" if edited(number, "bare") == clean else "trim"
        shape = masked(number)
        change = LineChange(path="coverage.subscriber.id", was=shape, becomes=masked(clean), edit=edit)
        yield flag(evidence=(f"its form is {shape}",), changes=(change,), pointer="2010BA.NM109")


RULE.examples = """
flags    payer=medicare member={"id":"1EX0-TE1-MK73"} 99213 L40.0
passes   payer=medicare member={"id":"1EX0TE1MK73"} 99213 L40.0
near     payer=commercial member={"id":"1EX0-TE1-MK73"} 99213 L40.0    # plans may have one
flags    member={"id":"exa123456"} 99213 L40.0
passes   99213 L40.0
"""
