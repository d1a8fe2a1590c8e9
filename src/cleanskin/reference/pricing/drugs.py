"""Drugs: units times the payment limit of the quarter, the same everywhere and for every clinician.

Not reduced for nonphysician practitioners or for not participating: drugs are always assigned (Social Security Act,
sec. 1842(o), from memory, unverified).  Limits change every quarter, so that of another quarter gives no price.
"""

from datetime import date

from cleanskin.record.fee import DrugPrice
from cleanskin.record.provenance import Answer
from cleanskin.reference.pricing.modifiers import refuse_by_modifier
from cleanskin.reference.pricing.nouns import to_cents
from cleanskin.reference.pricing.worksheet import Part, Sheet


def price_drug(sheet: Sheet, drug: Answer[DrugPrice], on: date) -> None:
    """Price a line by the payment limit of its code, in place."""
    units, limit = sheet.line.units, drug.value.payment_limit
    if units <= 0:
        sheet.refuse("units", f"{units} is not a number of units.")
        return
    sheet.source = drug.provenance.source
    sheet.provenances.append(drug.provenance)
    if on not in drug.provenance.period:
        sheet.refuse(
            "values-of-another-year",
            f"The payment limit held is of {drug.provenance.release}: {limit} dollars a unit then.",
            remedy="Load CMS's payment limits (ASP) of that quarter.",
        )
        return
    sheet.is_drug, sheet.place = True, "national"
    sheet.notice(drug.notice)
    if drug.value.coinsurance_percent is not None:
        sheet.patient_share = drug.value.coinsurance_percent / 100
    sheet.full = to_cents(limit)
    sheet.parts = [Part(to_cents(limit * units))]
    sheet.step(f"{units} x {limit} dollars, the payment limit of a unit", factor=limit, source=sheet.source)
    if sheet.setting == "facility":
        sheet.refuse("not-paid-in-facility", "In a facility the facility bills the drug.", at_most=sheet.amount)
    refuse_by_modifier(sheet)
