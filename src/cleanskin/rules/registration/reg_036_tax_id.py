"""A billing provider without a valid tax number.

The payer pays and reports to the tax office under this number and matches it to the contract. It is an employer number
or a social security number: nine digits.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
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
    id="CS-REG-036",
    name="billing-tax-id-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The billing provider's tax number is missing or has not nine digits.",
    fix="Send the number under which the contract was signed, as EI (employer) or SY (social security).",
    source=cited("837P required content", "2010AA REF*EI; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a missing tax number, and one that has not nine digits with or without hyphens."""
    billing = visit.claim.billing_provider
    number = next((one.value for one in billing.references if one.kind in ("EI", "SY")), "") or billing.tax_id
    if not (len(number) == 9 and number.isdigit()):
        bare = number.replace("-", "").replace(" ", "")
        if not (len(bare) == 9 and bare.isdigit()):
            said = f"it has the form {masked(number)}" if number else "there is none"
            yield flag(evidence=(said,), pointer="2010AA.REF*EI")


RULE.examples = """
flags    billing={"references":[]} 99213 L40.0
near     99213 L40.0
flags    billing={"references":[{"kind":"EI","value":"12345"}]} 99213 L40.0
passes   billing={"references":[{"kind":"EI","value":"12-3456789"}]} 99213 L40.0       # its hyphen: CS-REG-040
"""
