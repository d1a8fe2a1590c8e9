"""Waste in the record that is not billed.

What is left in a single-dose vial after the dose is paid too, on a second line with JW.  The record already shows it.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from cleanskin.rules.day import Day
from cleanskin.rules.drug.given import code_of, units_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-011",
    name="waste-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=families("drug"),
    needs=("note",),
    payers=("medicare",),
    message="The record shows discarded drug, and the claim has no JW line for {code}.",
    fix="Add a line with JW for the whole units discarded from the single-dose container.",
    source=cited(
        "CMS, JW modifier and JZ modifier policy",
        "coding rules MOD-10",
        trust="unverified",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag single-dose drugs with documented waste and no JW line."""
    for drug in visit.documented.drugs if visit.documented else ():
        code = code_of(drug)
        lines = visit.with_code(code) if code else []
        if not lines or not drug.wasted or drug.single_dose is False or any(line.has("JW") for line in lines):
            continue
        units = units_of(msgspec.structs.replace(drug, amount=drug.wasted), code, day)
        if units:
            yield flag(lines[0], evidence=[f"{drug.wasted} {drug.unit} discarded"], missing=[(code, units)])


RULE.examples = """
flags    payer=medicare note={"drugs":[{"name":"onabotulinumtoxinA","amount":"50","unit":"unit","wasted":"50"}]}  J0585-JZ*50 L74.510
near     payer=medicare note={"drugs":[{"name":"onabotulinumtoxinA","amount":"50","unit":"unit","wasted":"0"}]}  J0585-JZ*50 L74.510
passes   payer=medicare note={"drugs":[{"name":"onabotulinumtoxinA","amount":"50","unit":"unit","wasted":"50"}]}  J0585*50 L74.510 | J0585-JW*50 L74.510
cannot   payer=medicare J0585-JZ*50 L74.510
"""
