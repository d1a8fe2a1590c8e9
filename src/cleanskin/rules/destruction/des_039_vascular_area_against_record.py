"""17106, 17107 or 17108 of another area than the record adds up to.

The areas of all vascular growths treated that day are added: under 10 square centimeters is 17106, up to 50 is 17107,
above is 17108.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-039",
    name="vascular-area-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("destruction_vascular"),
    needs=("note",),
    carc="150",
    message="{code} stands for another area than the treated areas of the record add up to.",
    fix="Bill the code of the summed area, once.",
    source=cited("CPT guideline conventions", "coding rules DES-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose limits do not hold the sum, when every laser-treated lesion states its area."""
    encounter = visit.documented
    lesions = encounter.lesions if encounter else ()
    areas = [
        one.treated_area_sq_cm for one in lesions if one.technique == "laser" or one.treated_area_sq_cm is not None
    ]
    if not areas or None in areas:
        return
    area = sum((one or Decimal(0) for one in areas), Decimal(0))
    for line in visit.in_family("destruction_vascular"):
        facts = line.facts
        if facts and ((facts.size_from or 0) >= area or (facts.size_to is not None and area > facts.size_to)):
            yield flag(line, evidence=[f"treated areas together: {area} square centimeters"])


RULE.examples = """
flags    note={"lesions":[{"treated_area_sq_cm":30},{"treated_area_sq_cm":25}]} 17107 Q82.5
near     note={"lesions":[{"treated_area_sq_cm":30},{"treated_area_sq_cm":25}]} 17108 Q82.5
passes   note={"lesions":[{"technique":"laser","treated_area_sq_cm":2}]} 17106 D18.01
passes   note={"lesions":[{"technique":"laser"}]} 17106 D18.01
cannot   17106 D18.01
"""
