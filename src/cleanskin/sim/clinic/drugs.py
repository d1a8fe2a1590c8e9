"""Drugs of the clinic: what a unit of the code is and how the national drug code counts it."""

from decimal import Decimal
from typing import NamedTuple

from cleanskin.sim.clinic.draft import Line
from cleanskin.sim.tables import rows

_PACKAGE = "cleanskin.sim.clinic"


class Drug(NamedTuple):
    """One drug by its code; `ndc_thousandths` is the quantity of the national drug code for one unit."""

    code: str
    name: str
    unit: str
    per_unit: int
    ndc: str
    ndc_unit: str
    ndc_thousandths: int
    single_dose: bool
    needs_authorization: bool


DRUGS: dict[str, Drug] = {
    row["code"]: Drug(
        row["code"], row["name"], row["unit"], int(row["per_unit"]), row["ndc"], row["ndc_unit"],
        int(row["ndc_per_unit"]), row["single_dose"] == "yes", row["authorization"] == "yes",
    )
    for row in rows(_PACKAGE, "drugs.tsv")
}  # fmt: skip

WASTE_KINDS = frozenset({"medicare", "medicare_advantage"})
"""Kinds of coverage that want JZ or JW on drugs of single-dose containers (MOD-10)."""


def drug_line(
    code: str, units: int, *, diagnoses: tuple[str, ...], lesions: tuple[str, ...] = (), payer_kind: str,
    wasted: bool = False,
) -> Line:  # fmt: skip
    """Return the line of a drug given; with `wasted` the rest of its container goes on a line of its own."""
    drug = DRUGS[code]
    line = Line(code, units=units, diagnoses=diagnoses, lesions=lesions)
    line.ndc = drug.ndc
    line.ndc_unit = drug.ndc_unit
    line.ndc_quantity = Decimal(-(-units * drug.ndc_thousandths // 10)).scaleb(-2)
    if drug.single_dose and not wasted:
        if payer_kind in WASTE_KINDS:
            line.modifiers.append("JZ")
        else:
            line.alternatives = (("JZ",),)
    line.needs_authorization = drug.needs_authorization
    return line


def wasted_line(code: str, units: int, *, diagnoses: tuple[str, ...], payer_kind: str) -> Line | None:
    """Return the line of what was wasted (JW); None for payers who do not pay for it."""
    if payer_kind not in WASTE_KINDS:
        return None
    line = drug_line(code, units, diagnoses=diagnoses, payer_kind=payer_kind, wasted=True)
    line.modifiers.append("JW")
    return line
