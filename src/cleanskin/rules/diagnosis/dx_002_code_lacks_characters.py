"""A diagnosis that is a category, not a whole code.

Only codes of the highest specificity may be billed: C44.61 lacks the side, L40 the kind.  Payers return or deny them.
Injury codes without their seventh character are another rule.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.shape import ICD10_BEGAN, has_doubtful_code, is_short_injury, not_to_bill
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-002",
    name="diagnosis-lacks-characters",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_doubtful_code),
    claim_wide=True,
    carc="16",
    rarc="M76",
    message="A diagnosis code on the claim is not complete.",
    fix="Take the complete code from the record: site, side and kind decide which.",
    effective_from=ICD10_BEGAN,
    source=cited("ICD-10-CM guidelines", "section I.B.2; EDI rules section 3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each diagnosis under which longer codes stand."""
    for code, found in visit.once(not_to_bill):
        if found.status == "not_billable" and not is_short_injury(code):
            yield flag(
                message=f"The diagnosis {code} is not a complete code.",
                evidence=[f"complete codes below it: {', '.join(found.suggested[:8])}"],
                pointer="2300.HI",
            )


RULE.examples = """
flags    11602 C44.61
near     11602 C44.612
flags 2  99213 L40,L57
passes   99213 L40.0,L57.0
passes   12001 S01.01              # a seventh character is missing: CS-DX-004
passes  on=2015-09-01  99213 L40         # before ICD-10-CM
"""
