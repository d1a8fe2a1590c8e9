"""A billing provider without taxonomy, where the payer is not Medicare.

Medicaid programs and many plans find the right enrollment by NPI and taxonomy together; a group with two specialties is
then paid under the wrong one, or the claim comes back.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-035",
    name="billing-taxonomy-missing",
    outcome="rejection",
    severity="note",
    triggers=every_visit(),
    claim_wide=True,
    payers=("medicaid", "commercial", "medicare_advantage"),
    rarc="N255",
    message="The billing provider has no taxonomy code, which Medicaid and many plans ask for.",
    fix="Add the code under which the group is enrolled with this payer.",
    source=cited("837P required content", "2000A PRV*BI; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note a missing taxonomy; with a doubt for Medicaid."""
    if not visit.claim.billing_provider.taxonomy:
        yield flag(severity="warn" if visit.payer == "medicaid" else None, pointer="2000A.PRV03")


RULE.examples = """
flags    payer=medicaid billing={"taxonomy":""} 99213 L40.0
near     payer=medicare billing={"taxonomy":""} 99213 L40.0
passes   payer=medicaid 99213 L40.0
"""
