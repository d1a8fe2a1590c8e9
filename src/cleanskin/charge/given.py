"""Drugs as a record names them: their billing code on a day, the amount given in the code's unit, the units to bill.

Names that the code table does not know stand in `drug_names.tsv`: brand and short names, and which code a name means
where one drug has several.  Amounts are the drug's own units; a concentration and a volume give one too.
"""

import functools
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple

from cleanskin.charge.customs import rows_of
from cleanskin.record.encounter import DrugGiven
from cleanskin.record.procedure import ProcedureFacts
from cleanskin.reference.dermatology.codes import codes

ANESTHETICS: Final = frozenset(
    {"lidocaine", "xylocaine", "bupivacaine", "marcaine", "epinephrine", "ropivacaine", "mepivacaine", "carbocaine",
     "prilocaine", "procaine", "tetracaine", "sodium bicarbonate"}
)  # fmt: skip
"""Local anesthetics and what is mixed into them: part of the procedure (MIN-6)."""

_IN_MG: Final = {"g": Decimal(1000), "gm": Decimal(1000), "gram": Decimal(1000), "mg": Decimal(1),
                 "milligram": Decimal(1), "mcg": Decimal("0.001"), "microgram": Decimal("0.001")}  # fmt: skip
_UNITS: Final = frozenset({"u", "unit", "iu", "international unit"})
_WHOLE: Final[dict[str, tuple[frozenset[str], Decimal]]] = {
    "J7308": (frozenset({"stick", "kerastick", "applicator", "ampule", "unit dose"}), Decimal(354)),
    "J7345": (frozenset({"tube"}), Decimal(2000)),
    "J7354": (frozenset({"applicator", "ampule", "stick", "unit dose"}), Decimal(1)),
}
"""What one container holds, in the code's unit, where all on the market hold the same (LGT-1; the label's content)."""


class Amount(NamedTuple):
    """An amount given and thrown away in the code's unit; `is_whole`: whole containers were used."""

    given: Decimal
    wasted: Decimal | None = None
    is_whole: bool = False


def is_anesthetic(drug: DrugGiven) -> bool:
    """True for a local anesthetic by name, alone or mixed with another one."""
    return any(word in ANESTHETICS for word in drug.name.casefold().replace("/", " ").replace("-", " ").split())


def facts_of(drug: DrugGiven, on: date) -> ProcedureFacts | None:
    """Return the row of the code table for a drug on a day, None when it has no code of its own."""
    name = " ".join(drug.name.casefold().split())
    called, code = _names().get(name, (name, ""))
    held = [row for row in _by_drug().get(called.casefold(), ()) if on in row.period]
    if len(held) < 2:
        return held[0] if held else None
    if called == "ustekinumab":
        code = "J3358" if drug.route == "intravenous" else "J3357"
    if called == "aminolevulinic acid" and _is_gel(drug):
        code = "J7345"
    named = [row for row in held if row.code == code]
    if named:
        return named[0]
    # several strengths of one drug (methylprednisolone before 2024): the largest that the amount fills
    fitting = [row for row in held if drug.amount and row.drug_amount and drug.amount % row.drug_amount == 0]
    return max(fitting or held[:1], key=lambda row: row.drug_amount or Decimal(0))


def amount_of(drug: DrugGiven, facts: ProcedureFacts) -> Amount | None:
    """Return what was given in the unit of the code, None when the record does not say enough."""
    containers, content = _WHOLE.get(facts.code, (frozenset(), Decimal(0)))
    unit = _plain(drug.unit)
    count = drug.amount if unit in containers else None
    if count is None and drug.containers is not None and content:
        count = Decimal(drug.containers)
    if count is not None:
        given = count * content
        return Amount(given, _in_unit(drug.wasted, drug.unit, facts), True)
    given_amount = _in_unit(drug.amount, drug.unit, facts)
    if given_amount is None and drug.concentration is not None and drug.volume_ml is not None:
        strength = _plain(drug.concentration_unit).removesuffix("/ml").removesuffix("/cc")
        given_amount = _in_unit(drug.concentration * drug.volume_ml, strength or "mg", facts)
    if given_amount is None:
        return None
    whole = bool(content) and given_amount % content == 0
    return Amount(given_amount, _in_unit(drug.wasted, drug.unit, facts), whole)


def units_of(amount: Decimal, facts: ProcedureFacts) -> int:
    """Return the units of an amount, rounded up (MIN-4)."""
    each = facts.drug_amount or Decimal(1)
    return max(int((amount / each).to_integral_value(ROUND_CEILING)), 0)


def _in_unit(amount: Decimal | None, unit: str, facts: ProcedureFacts) -> Decimal | None:
    """Return an amount in the code's unit, None when the units do not go together."""
    if amount is None:
        return None
    own, wanted = _plain(unit), _plain(facts.drug_unit.removesuffix(" of each"))
    if own in _IN_MG and wanted in _IN_MG:
        return amount * _IN_MG[own] / _IN_MG[wanted]
    if own == wanted or (own in _UNITS and wanted in _UNITS):
        return amount
    if own in ("million unit", "million iu", "mu") and wanted in _UNITS:
        return amount * 1_000_000
    if own in ("million pfu", "million plaque-forming unit") and wanted == "plaque-forming unit":
        return amount * 1_000_000
    if own == "pfu" and wanted == "plaque-forming unit":
        return amount
    if own in ("cc", "ml") and wanted == "ml":
        return amount
    return None


def _is_gel(drug: DrugGiven) -> bool:
    """True for the gel of aminolevulinic acid, by its unit, its strength or the note's own words."""
    said = " ".join(one.words.casefold() for one in drug.evidence if one.field == "name")
    return (
        "ameluz" in said
        or "gel" in said.split()
        or _plain(drug.unit) in ("tube", "g", "gm", "gram")
        or (drug.concentration == 10 and drug.concentration_unit.strip() in ("%", "percent"))
    )


def _plain(unit: str) -> str:
    text = unit.strip().casefold()
    return text[:-1] if len(text) > 2 and text.endswith("s") else text


@functools.cache
def _names() -> Mapping[str, tuple[str, str]]:
    return {row["name"]: (row["drug"], row["code"]) for row in rows_of("drug_names.tsv")}


@functools.cache
def _by_drug() -> Mapping[str, tuple[ProcedureFacts, ...]]:
    found: dict[str, list[ProcedureFacts]] = {}
    for rows in codes().values():
        for row in rows:
            if row.family == "drug" and row.drug:
                found.setdefault(row.drug.casefold(), []).append(row)
    return {name: tuple(sorted(rows, key=lambda row: row.code)) for name, rows in found.items()}
