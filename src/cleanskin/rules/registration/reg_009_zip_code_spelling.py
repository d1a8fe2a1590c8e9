"""A ZIP code written with a hyphen or blanks.

On the wire a ZIP code is five or nine digits and nothing else; "60601-1234" is refused for its hyphen.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import addresses_in_doubt
from cleanskin.rules.registration.parties import address_path, is_domestic, odd_addresses
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-009",
    name="zip-code-with-hyphen",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(addresses_in_doubt),
    claim_wide=True,
    fix_safety="safe",
    message="A ZIP code is written with a hyphen or blanks.",
    fix="Leave the digits alone.",
    source=cited("837P required content", "N403; EDI rules, sections 3 and 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag every address whose ZIP code is five or nine digits beside other signs."""
    for place in visit.once(odd_addresses):
        code = place.postal_code
        if not code.isdigit() and code and is_domestic(place):
            digits = edited(code, "digits")
            if len(digits) in (5, 9) and len(edited(code, "bare")) == len(digits):
                path, is_patient = address_path(visit.claim, place)
                was, becomes = (masked(code), masked(digits)) if is_patient else (code, digits)
                change = LineChange(path=f"{path}.postal_code", was=was, becomes=becomes, edit="digits")
                yield flag(evidence=(f"{path}: {masked(code)}",), changes=(change,), pointer="N403")


RULE.examples = """
flags    billing={"address":{"postal_code":"60601-1234"}} 99213 L40.0
near     billing={"address":{"postal_code":"60601-1234","country":"CA"}} 99213 L40.0
flags    member={"address":{"postal_code":"60601-"}} 99213 L40.0
passes   99213 L40.0
passes   member={"address":{"postal_code":"606011234"}} 99213 L40.0
"""
