"""A drug number that is not eleven digits.

The NDC on a claim has eleven digits without hyphens, five for the labeler, four for the product, two for the package; a
ten-digit number on the box lacks a zero in one of its parts.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-008",
    name="drug-number-not-of-its-form",
    outcome="rejection",
    severity="hold",
    triggers=families("drug"),
    carc="16",
    rarc="M119",
    message="The drug number of {code} is not eleven digits.",
    fix="Write the NDC as 5-4-2 digits without hyphens, with a leading zero where a part is short.",
    source=cited("ASC X12 837P", "loop 2410 LIN03; edi-rules", trust="derived", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drug numbers that are not eleven digits."""
    for line in visit.in_family("drug"):
        drug = line.service.drug
        if drug is not None and drug.ndc and not (len(drug.ndc) == 11 and drug.ndc.isascii() and drug.ndc.isdigit()):
            yield flag(line, pointer="2410.LIN03")


RULE.examples = """
flags    J3301 L91.0 ndc=0003029305
near     J3301 L91.0 ndc=00003029305
passes   J3301 L91.0
"""
