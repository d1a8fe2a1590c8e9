"""A CLIA number that has not the form of one.

Two digits for the state, the letter D, seven digits. Payers look it up in the register of laboratories and deny what
they do not find.
"""

import re
from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import has_numbers
from cleanskin.rules.registration.parties import number_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

_FORM = re.compile("[0-9]{2}D[0-9]{7}")


RULE = Rule(
    id="CS-REG-074",
    name="clia-number-not-of-its-form",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(has_numbers),
    claim_wide=True,
    carc="16",
    rarc="MA120",
    message="The CLIA number is not two digits, D, and seven digits.",
    fix="Copy it from the laboratory's certificate.",
    source=cited("CMS, CLIA certificate numbers", "REF*X4; EDI rules, section 4", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the claim's number; blanks and hyphens are another matter."""
    number = number_of(visit.claim, "X4")
    if number and not _FORM.fullmatch(edited(number, "bare")):
        yield flag(evidence=(f"its form is {masked(number)}",), pointer="2300.REF*X4")


RULE.examples = """
flags    claim={"references":[{"kind":"X4","value":"1400000000"}]} 88305 D22.5
near     claim={"references":[{"kind":"X4","value":"14D0000000"}]} 88305 D22.5
passes   88305 D22.5
"""
