"""Drug units that do not fit the amount in the record.

Units are the amount given divided by what one unit stands for, rounded up for the patient and day: 25 mg of triamcinolone
at 10 mg a unit are 3 units of J3301.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.drug.given import code_of, units_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-001",
    name="drug-units-against-record",
    outcome="audit",
    severity="hold",
    triggers=families("drug"),
    needs=("note",),
    message="The units of {code} do not fit the amount in the record.",
    fix="Bill the amount given divided by the amount of one unit, rounded up; waste goes on its own line with JW.",
    source=cited(
        "CMS, HCPCS level II", "units of drug codes; coding rules MIN-4, SC-26", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag more units than the record's amount is; JW lines apart."""
    for drug in visit.documented.drugs if visit.documented else ():
        code = code_of(drug)
        units = units_of(drug, code, day) if code else None
        lines = [line for line in visit.with_code(code) if not line.has("JW")] if code else []
        billed = sum(line.units for line in lines)
        if units is not None and lines and billed > units:
            yield flag(*lines, evidence=[f"{drug.amount} {drug.unit} are {units} units of {code}; {billed} billed"])


RULE.examples = """
flags    note={"drugs":[{"name":"triamcinolone acetonide","amount":"25","unit":"mg"}]}  11900 L91.0 | J3301*4 L91.0
near     note={"drugs":[{"name":"triamcinolone acetonide","amount":"25","unit":"mg"}]}  11900 L91.0 | J3301*3 L91.0
passes   note={"drugs":[{"name":"something else","amount":"25","unit":"mg"}]}  11900 L91.0 | J3301*4 L91.0
cannot   11900 L91.0 | J3301*4 L91.0
"""
