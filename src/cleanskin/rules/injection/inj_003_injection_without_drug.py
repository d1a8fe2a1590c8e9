"""An injection into lesions without the drug.

The practice that bought the drug bills it beside the injection (triamcinolone J3301, for instance).  A claim without it
gives the drug away.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.drug.given import code_of, units_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-003",
    name="drug-of-injection-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=families("intralesional_injection", "intralesional_chemotherapy"),
    needs=("note",),
    message="{code} is billed without the drug that the record says was injected.",
    fix="Add the drug with its units, unless the patient brought it.",
    source=cited("CPT guideline conventions", "coding rules MIN-4, MIN-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag injections when the record names a practice's drug with a code and no drug line is on the claim."""
    if visit.documented is None or visit.in_family("drug"):
        return
    lines = visit.in_family("intralesional_injection", "intralesional_chemotherapy")
    for drug in visit.documented.drugs:
        code = code_of(drug)
        units = units_of(drug, code, day) if code else None
        if code and units and not drug.patient_supplied:
            missing = [(code, units)]
            yield flag(*lines, evidence=[f"{drug.name} {drug.amount} {drug.unit} in the record"], missing=missing)


RULE.examples = """
flags    note={"drugs":[{"name":"triamcinolone acetonide","amount":"20","unit":"mg"}]}  11900 L91.0
near     note={"drugs":[{"name":"triamcinolone acetonide","unit":"mg"}]}  11900 L91.0
passes   note={"drugs":[{"name":"triamcinolone acetonide","amount":"20","unit":"mg"}]}  11900 L91.0 | J3301*2 L91.0
passes   note={"drugs":[{"name":"triamcinolone acetonide","amount":"20","unit":"mg","patient_supplied":true}]}  11900 L91.0
cannot   11900 L91.0
"""
