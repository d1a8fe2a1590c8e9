"""Fewer drug units than the record's amount.

A part of a unit counts as a whole one for the patient and day.  Units left out are drug given away.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.drug.given import code_of, units_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-002",
    name="drug-units-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=families("drug"),
    needs=("note",),
    message="The record shows more of the drug than {code} bills.",
    fix="Raise the units to the amount given divided by the amount of one unit, rounded up.",
    source=cited(
        "CMS, HCPCS level II", "units of drug codes; coding rules MIN-4, SC-26", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag fewer units than the record's amount is."""
    for drug in visit.documented.drugs if visit.documented else ():
        code = code_of(drug)
        units = units_of(drug, code, day) if code and not drug.patient_supplied else None
        lines = [line for line in visit.with_code(code) if not line.has("JW")] if code else []
        billed = sum(line.units for line in lines)
        if units is not None and lines and billed < units:
            evidence = [f"{drug.amount} {drug.unit} are {units} units of {code}; {billed} billed"]
            yield flag(*lines, evidence=evidence, missing=[(code, int(units - billed))])


RULE.examples = """
flags    note={"drugs":[{"name":"triamcinolone acetonide","amount":"40","unit":"mg"}]}  11900 L91.0 | J3301*1 L91.0
near     note={"drugs":[{"name":"triamcinolone acetonide","amount":"40","unit":"mg"}]}  11900 L91.0 | J3301*4 L91.0
passes   note={"drugs":[{"name":"triamcinolone acetonide","amount":"5","unit":"mg"}]}  11900 L91.0 | J3301*1 L91.0
cannot   11900 L91.0 | J3301*1 L91.0
"""
