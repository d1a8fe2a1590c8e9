"""A shot under the skin or into muscle without any drug line.

The drug is billed with 96372 by the practice that bought it.  When the patient brought it or the pharmacy sent it, no drug
is billed, and the payer may ask for its name.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-007",
    name="shot-without-drug-line",
    outcome="advice",
    severity="note",
    triggers=codes("96372", "96401"),
    message="{code} is billed without a drug.",
    fix="Add the drug and its NDC if the practice bought it; else name the drug in the note to the payer.",
    source=cited("CPT guideline conventions", "coding rules MIN-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note injections on a claim without a drug line."""
    encounter = visit.documented
    if encounter is not None and any(drug.patient_supplied for drug in encounter.drugs):
        return  # the record says who brought it
    if not visit.in_family("drug") and not any(line.code[:1] in ("J", "Q", "C") for line in visit.lines):
        yield flag(*visit.with_code("96372", "96401"))


RULE.examples = """
flags    96372 L40.0
flags    96372 L40.0 | 99213-25 L40.0
near     96372 L40.0 | J1885-25 L40.0
passes   note={"drugs":[{"name":"omalizumab","patient_supplied":true}]} 96372 L50.1
passes   11900 L91.0
passes   96372 L40.0 | J0000 L40.0            # a drug code that the table does not know
"""
