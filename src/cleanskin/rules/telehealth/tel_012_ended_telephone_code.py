"""A telephone visit or check-in with a code that ended with 2024.

99441 to 99443 and Medicare's G2012 ended on 31 December 2024.  What takes their place depends on the payer: Medicare
wants an office visit at place 02 or 10 with 93, because it does not take 98000 to 98015; others go by contract.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

FOR_MEDICARE = "Bill the office visit of the level that the record supports, at place 02 or 10, with 93."

RULE = Rule(
    id="CS-TEL-012",
    name="ended-telephone-code",
    outcome="rejection",
    severity="hold",
    triggers=codes("99441-99443", "G2012"),
    effective_from=date(2025, 1, 1),
    carc="181",
    rarc="M20",
    instead_of=("CS-REG-090",),
    message="{code} ended with 2024.",
    fix="Visit by telephone: 98008 to 98015, or the office visit with 93 where the contract says so. Short check-in:"
    " 98016.",
    source=cited(
        "CPT conventions for telehealth", "coding rules EM-10, CHG-2025, SC-34", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each of these codes, with what this payer takes."""
    for line in visit.with_code(*sorted(RULE.triggers.codes)):
        fix = FOR_MEDICARE if visit.is_medicare and line.code != "G2012" else ""
        yield flag(line, fix=fix)


RULE.examples = """
flags    99442 L40.0
near     98016 L40.0
flags    payer=medicare G2012 L57.0
flags    payer=medicare pos=10 99442 L40.0
passes   payer=medicare pos=10 99213-93 L40.0
flags    on=2025-01-01 99442 L40.0
passes   on=2024-12-31 99442 L40.0
"""
