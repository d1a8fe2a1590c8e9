"""A drug line without its NDC to a payer that demands it.

Medicaid plans, and many others, want the eleven-digit drug number with quantity and unit on every drug line, and reject
the line without.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-007",
    name="drug-number-missing",
    outcome="rejection",
    severity="warn",
    triggers=families("drug"),
    carc="16",
    rarc="M119",
    payers=("medicaid",),
    message="{code} carries no drug number (NDC).",
    fix="Add the NDC of the vial (LIN), its quantity and unit (CTP).",
    source=cited(
        "Medicaid drug rebate programme",
        "edi-rules, top rejects; coding rules LIM-3",
        trust="unverified",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drug lines without an NDC."""
    for line in visit.in_family("drug"):
        if line.service.drug is None or not line.service.drug.ndc:
            yield flag(line, pointer="2410.LIN03")


RULE.examples = """
flags    payer=medicaid J3301 L91.0
near     payer=medicaid J3301 L91.0 ndc=00003029305
passes   payer=commercial J3301 L91.0
passes   payer=medicaid 96372 L40.0            # giving a drug is no drug
"""
