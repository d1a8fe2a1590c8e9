"""A tax number written with hyphens or blanks.

People write it 12-3456789; on the wire it is nine digits, and the payer's front end compares them with its file of
contracts as they stand.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-040",
    name="tax-id-with-hyphen",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    fix_safety="safe",
    message="The billing provider's tax number is written with hyphens or blanks.",
    fix="Leave the nine digits alone.",
    source=cited("837P required content", "2010AA REF02; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a tax number of nine digits beside other signs."""
    for reference in visit.claim.billing_provider.references:
        if reference.kind in ("EI", "SY") and not reference.value.isdigit():
            digits = edited(reference.value, "digits")
            if len(digits) == 9 and len(edited(reference.value, "bare")) == 9:
                path = f"billing_provider.references[{reference.kind}].value"
                was, becomes = masked(reference.value), masked(digits)
                change = LineChange(path=path, was=was, becomes=becomes, edit="digits")
                yield flag(evidence=(f"it has the form {was}",), changes=(change,), pointer="2010AA.REF02")


RULE.examples = """
flags    billing={"references":[{"kind":"EI","value":"12-3456789"}]} 99213 L40.0
flags    billing={"references":[{"kind":"EI","value":"12.3456789"}]} 99213 L40.0
near     billing={"references":[{"kind":"EI","value":"123456789"}]} 99213 L40.0
passes   billing={"references":[{"kind":"EI","value":"12345"}]} 99213 L40.0           # not nine digits: CS-REG-036
"""
