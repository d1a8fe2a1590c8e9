"""Drugs as a record names them: their billing code, and how many units an amount is."""

from decimal import ROUND_CEILING, Decimal
from typing import Final

from cleanskin.record.encounter import DrugGiven
from cleanskin.rules.day import Day

_CODES: Final = {
    "triamcinolone": "J3301", "triamcinolone acetonide": "J3301", "kenalog": "J3301",
    "dexamethasone": "J1100", "betamethasone": "J0702", "methylprednisolone acetate": "J1010",
    "fluorouracil": "J9190", "5-fu": "J9190", "bleomycin": "J9040",
    "onabotulinumtoxina": "J0585", "aminolevulinic acid gel": "J7345", "aminolevulinic acid": "J7308",
    "omalizumab": "J2357", "infliximab": "J1745", "ceftriaxone": "J0696", "ketorolac": "J1885",
}  # fmt: skip
"""By generic name in small letters; names of one drug alone.  Source: coding rules MIN-4, LGT-1, LIM-3."""


def code_of(drug: DrugGiven) -> str:
    """Return the code of a drug by its name, "" when the name is not among the known ones."""
    return _CODES.get(drug.name.strip().lower(), "")


def units_of(drug: DrugGiven, code: str, day: Day) -> int | None:
    """Return the units of an amount given, rounded up; None without an amount or in another unit than the code's."""
    facts = day.procedure(code)
    if drug.amount is None or facts is None or facts.drug_amount is None:
        return None
    if drug.unit.strip().lower().rstrip("s") != facts.drug_unit.lower().rstrip("s"):
        return None
    return int((drug.amount / facts.drug_amount).to_integral_value(ROUND_CEILING))


def amount_of(units: Decimal, code: str, day: Day) -> Decimal | None:
    """Return the amount that units of a code stand for, None when the code's amount is not known."""
    facts = day.procedure(code)
    return None if facts is None or facts.drug_amount is None else units * facts.drug_amount
