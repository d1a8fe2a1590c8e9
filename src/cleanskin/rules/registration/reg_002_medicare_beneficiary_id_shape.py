"""A Medicare claim whose member id is not of the Medicare form.

Medicare's number has eleven places: digits first, fourth, seventh, tenth and eleventh, letters second, fifth, eighth
and ninth, either third and sixth; never S, L, O, I, B or Z, because they look like digits. Another number is often that
of a Medicare Advantage plan, which then is the payer to bill. The number before it was taken until the end of 2019.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import edited
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

_LETTER = "[AC-HJKMNP-RT-Y]"
_EITHER = "[0-9AC-HJKMNP-RT-Y]"
_FORM: Final = re.compile(f"[1-9]{_LETTER}{_EITHER}[0-9]{_LETTER}{_EITHER}[0-9]{_LETTER}{_LETTER}[0-9][0-9]")


RULE = Rule(
    id="CS-REG-002",
    name="medicare-beneficiary-id-not-of-its-form",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    payers=("medicare",),
    effective_from=date(2020, 1, 1),
    message="The member id has not the form of a Medicare beneficiary identifier.",
    fix="Look the number up on the Medicare card; if the card is that of an Advantage plan, bill that plan.",
    source=cited("CMS, Understanding the Medicare Beneficiary Identifier (MBI) format", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an id that is not of the form even without blanks, hyphens and small letters."""
    number = visit.claim.coverage.subscriber.id
    if number and not (_FORM.fullmatch(number) or _FORM.fullmatch(edited(number, "bare"))):
        yield flag(evidence=(f"its form is {masked(number)}",), pointer="2010BA.NM109")


RULE.examples = """
flags    payer=medicare member={"id":"123456789A"} 99213 L40.0       # the number before 2018
near     payer=medicare member={"id":"1EX0TE1MK73"} 99213 L40.0
flags    payer=medicare member={"id":"1SX0TE1MK73"} 99213 L40.0      # S is never used
flags    on=2020-01-01 payer=medicare member={"id":"123456789A"} 99213 L40.0
passes   on=2019-12-31 payer=medicare member={"id":"123456789A"} 99213 L40.0      # both numbers were taken until then
passes   payer=medicare member={"id":"1ex0-te1-mk73"} 99213 L40.0    # spelling: CS-REG-003
"""
