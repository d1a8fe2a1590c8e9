"""Medicare's G2211 on a visit that carries modifier 25.

Medicare pays G2211 for the long-term tie between clinician and patient.  It does not when the visit it rests on carries
25, because that day is about a procedure.  Since 2025 it does when all that 25 separates is a vaccine, the yearly
wellness visit or another preventive service of Part B.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.complexity import ALLOWED_BESIDE_PREVENTION_FROM, PREVENTION
from cleanskin.rules.evaluation.levels import OFFICE
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-015",
    name="g2211-beside-visit-with-25",
    outcome="denial",
    severity="hold",
    triggers=codes("G2211"),
    effective_from=date(2024, 1, 1),
    payers=("medicare", "medicare_advantage"),
    carc="4",
    rarc="N519",
    message="G2211 is not paid when the visit of the day carries 25.",
    fix="Take G2211 off; 25 stays if the procedure of the day needs it.",
    source=cited(
        "CMS, physician fee schedule final rules",
        "2024 and 2025, office visit complexity add-on; coding rules EM-8, SC-28",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag G2211 when its visit carries 25 for more than a preventive service."""
    visits = [line for line in visit.lines if line.code in OFFICE and line.has("25")]
    if not visits:
        return
    others = ("visit", "pathology", "drug")
    beside = [one.code for one in visit.lines if one.code in PREVENTION or one.visit_class not in others]
    if visit.on >= ALLOWED_BESIDE_PREVENTION_FROM and beside and PREVENTION.issuperset(beside):
        return
    for line in visit.with_code("G2211"):
        yield flag(line, evidence=[f"{one.code} on line {one.number} carries 25" for one in visits])


RULE.examples = """
flags    payer=medicare 99213-25 L70.0 | G2211 L70.0 | 11900 L70.0
near     payer=medicare 99213 L70.0 | G2211 L70.0 | 11900 L70.0      # without 25 the visit is denied: another rule
passes   payer=medicare 99214 L40.0 | G2211 L40.0
passes   on=2025-01-02 payer=medicare 99213-25 L40.0 | G2211 L40.0 | G0439 Z00.00
flags    on=2024-12-30 payer=medicare 99213-25 L40.0 | G2211 L40.0 | G0439 Z00.00
passes   on=2023-12-29 payer=medicare 99213-25 L70.0 | G2211 L70.0 | 11900 L70.0     # not paid at all then
flags    on=2024-01-02 payer=medicare 99213-25 L70.0 | G2211 L70.0 | 11900 L70.0
passes   payer=commercial 99213-25 L70.0 | G2211 L70.0 | 11900 L70.0
"""
