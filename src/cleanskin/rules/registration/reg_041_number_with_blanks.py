"""An NPI, payer id, or reference number that holds blanks.

They come from copying. The receiver compares letter by letter and does not find the provider, the payer, the
authorization or the earlier claim.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import providers_of
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-041",
    name="number-with-blanks",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    fix_safety="safe",
    message="A number of a provider, payer, authorization or earlier claim holds blanks.",
    fix="Take the blanks out.",
    source=cited("837P front-end rejections", "NM109, REF02; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each number of the claim that holds a blank."""
    claim = visit.claim
    numbers = [(f"{path}.id", party.id) for path, party in providers_of(claim)]
    numbers.append(("coverage.payer.id", claim.coverage.payer.id))
    for reference in claim.references:
        if reference.kind in ("G1", "9F", "F8", "X4"):
            numbers.append((f"references[{reference.kind}].value", reference.value))
    for path, value in numbers:
        if not value.isalnum() and edited(value, "trim") not in ("", value):
            change = LineChange(path=path, was=masked(value), becomes=masked(edited(value, "trim")), edit="trim")
            yield flag(evidence=(path,), changes=(change,))


RULE.examples = """
flags    billing={"id":"1999999984\\t"} 99213 L40.0
near     billing={"id":"1999999984"} 99213 L40.0
flags    coverage={"payer":{"id":" 99999"}} 99213 L40.0
flags    claim={"references":[{"kind":"G1","value":"A 123"}]} 99213 L40.0
passes   99213 L40.0
"""
