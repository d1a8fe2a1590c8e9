"""A telephone visit to Medicare with a code that ended with 2024.

99441 to 99443 ended on 31 December 2024.  The codes that took their place are not taken by Medicare: a visit by
telephone is billed to it as an office visit at place 02 or 10 with 93.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-012",
    name="ended-telephone-visit-to-medicare",
    outcome="rejection",
    severity="hold",
    triggers=codes("99441-99443"),
    effective_from=date(2025, 1, 1),
    payers=("medicare",),
    carc="181",
    rarc="M20",
    instead_of=("CS-REG-090",),
    message="{code} ended with 2024, and Medicare does not take the codes that followed it.",
    fix="Bill the office visit of the level that the record supports, at place 02 or 10, with 93.",
    source=cited(
        "CPT conventions for telehealth", "coding rules EM-10, CHG-2025, SC-34", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each of these codes."""
    for line in visit.with_code(*sorted(RULE.triggers.codes)):
        yield flag(line)


RULE.examples = """
flags    payer=medicare pos=10 99442 L40.0
near     payer=medicare pos=10 99213 L40.0
passes   payer=commercial pos=10 99442 L40.0        # ended as well: another rule names the codes that followed
flags    on=2025-01-01 payer=medicare pos=10 99442 L40.0
passes   on=2024-12-31 payer=medicare pos=10 99442 L40.0
"""
