"""Several diagnostic tests or therapy services on one day: reductions of a component after the highest.

Source: CMS, record layout of the relative value file (RVU25D), multiple procedure indicators 4 (imaging: technical and
professional component), 5 (therapy: practice expense), 6 (cardiovascular) and 7 (ophthalmology: technical component),
read 2026-11-21.  A service billed whole is split by its own rows for the two components.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.reference.parameters import parameter
from cleanskin.reference.pricing.nouns import share_of
from cleanskin.reference.pricing.worksheet import Part, Sheet

Component = Callable[[Sheet, str], Cents | None]
"""Gives the amount in cents of a component of a sheet's unit: "TC", "26" or "PE"; None when it is not held."""

RULES: tuple[tuple[str, str, str], ...] = (
    ("4", "TC", "multiple-imaging-technical"),
    ("4", "26", "multiple-imaging-professional"),
    ("5", "PE", "multiple-therapy-practice-expense"),
    ("6", "TC", "multiple-cardiovascular-technical"),
    ("7", "TC", "multiple-ophthalmology-technical"),
)
"""Indicator, component, parameter with the share that is left."""

_WORDS = {"TC": "technical component", "26": "professional component", "PE": "practice expense"}


@dataclass
class _Piece:
    sheet: Sheet
    part: Part
    amount: Cents


def reduce_tests(sheets: Sequence[Sheet], *, on: date, component: Component) -> None:
    """Apply every rule to the sheets of one day, in place."""
    for indicator, which, name in RULES:
        pieces = _pieces([sheet for sheet in sheets if _falls_under(sheet, indicator, which)], which, component)
        if len(pieces) < 2:
            continue
        share = parameter(name, on)
        if share is None:
            for piece in pieces:
                piece.sheet.refuse("figure-not-held", f"The reduction of the {_WORDS[which]} is not held for that day.")
            continue
        highest = max(pieces, key=lambda piece: piece.amount)
        factor = share.value.numbers[0]
        touched: dict[int, Sheet] = {}  # by identity: two lines alike are two sheets
        for piece in pieces:
            if piece is not highest:
                piece.part.amount -= piece.amount - share_of(piece.amount, factor)
                touched[id(piece.sheet)] = piece.sheet
        for sheet in touched.values():
            sheet.step(f"{_WORDS[which]} after the highest that day", factor=factor, source=share.value.source)


def _falls_under(sheet: Sheet, indicator: str, which: str) -> bool:
    if not sheet.counts or sheet.row is None or sheet.row.multiple_procedure != indicator:
        return False
    return which == "PE" or sheet.row.modifier in ("", which)


def _pieces(sheets: Sequence[Sheet], which: str, component: Component) -> list[_Piece]:
    """Return the component of every unit; when one is not held, none can be ranked, and all are refused."""
    if sum(len(sheet.parts) for sheet in sheets) < 2:
        return []
    amounts = [(sheet, _component_amount(sheet, which, component)) for sheet in sheets]
    if all(amount is not None for _, amount in amounts):
        return [_Piece(sheet, part, amount or 0) for sheet, amount in amounts for part in sheet.parts]
    for sheet, _ in amounts:
        sheet.refuse(
            "figure-not-held",
            f"The {_WORDS[which]} is reduced by rank that day, and its amount is not held for every code.",
            remedy="Load CMS's PFS Relative Value File of the quarter.",
        )
    return []


def _component_amount(sheet: Sheet, which: str, component: Component) -> Cents | None:
    is_whole = which == "PE" or (sheet.row is not None and sheet.row.modifier == "")
    return component(sheet, which) if is_whole else sheet.full
