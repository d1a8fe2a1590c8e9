"""The fee schedule amount of one unit: RVUs times indices times conversion factor.

Formula: CMS, record layout of the relative value file (RVU25D, read 2026-11-21; RVU26A has the same):
[(work RVU x work GPCI) + (PE RVU x PE GPCI) + (MP RVU x MP GPCI)] x conversion factor; imaging with values "used for
OPPS payment" is paid the lower of that and of the same formula with those values.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.source import Source
from cleanskin.record.fee import FeeRow, Setting
from cleanskin.reference.parameters import parameter, parameters
from cleanskin.reference.pricing.locality import Indices
from cleanskin.reference.pricing.nouns import to_cents


class Factor(NamedTuple):
    """A conversion factor in dollars per RVU, its source, and a notice ("" when there is nothing to say)."""

    dollars: Decimal
    source: Source
    notice: str = ""


class Amounts(NamedTuple):
    """The fee schedule amount of one unit in cents, that of its practice expense alone, and whether a cap applied."""

    full: Cents
    practice_expense: Cents
    capped: bool


def conversion_factor(row: FeeRow, source: Source, on: date, *, qualifying_apm: bool) -> Factor | None:
    """Return the factor of a day: the dated parameter, which follows changes within a year; else the file's own.

    None when neither is known.
    """
    has_two = on >= parameters()["conversion-factor-qualifying-apm"].values[0].period.start
    known = parameter("conversion-factor-qualifying-apm" if qualifying_apm and has_two else "conversion-factor", on)
    if known is None:
        return None if row.conversion_factor is None else Factor(row.conversion_factor, source)
    dollars = known.value.numbers[0]
    notice = ""
    if row.conversion_factor == dollars:
        return Factor(dollars, source)
    if row.conversion_factor is not None and row.conversion_factor != dollars and not qualifying_apm:
        notice = f"The loaded file has the conversion factor {row.conversion_factor}; on this day it was {dollars}."
    return Factor(dollars, known.value.source, notice)


def has_values(row: FeeRow) -> bool:
    """True when the row has the relative values that the formula needs."""
    return None not in (row.work_rvu, row.nonfacility_pe_rvu, row.facility_pe_rvu, row.mp_rvu)


def total_rvu(row: FeeRow, setting: Setting) -> Decimal:
    """Return work, practice expense and malpractice together, without indices."""
    return _value(row.work_rvu) + _expense(row, setting) + _value(row.mp_rvu)


def amounts(row: FeeRow, *, setting: Setting, indices: Indices, factor: Decimal) -> Amounts:
    """Return the fee schedule amount of one unit."""
    work = _value(row.work_rvu) * indices.work
    expense = _expense(row, setting) * indices.pe
    full = to_cents((work + expense + _value(row.mp_rvu) * indices.mp) * factor)
    capping = row.opps_facility_pe if setting == "facility" else row.opps_nonfacility_pe
    if not capping:
        return Amounts(full, to_cents(expense * factor), capped=False)
    capped = to_cents((work + capping * indices.pe + _value(row.opps_mp) * indices.mp) * factor)
    if capped >= full:
        return Amounts(full, to_cents(expense * factor), capped=False)
    return Amounts(capped, to_cents(capping * indices.pe * factor), capped=True)


def formula_words(row: FeeRow, *, setting: Setting, indices: Indices, factor: Decimal) -> str:
    """Return the formula with its figures, for the first step of a price."""
    work, expense, mp = _value(row.work_rvu), _expense(row, setting), _value(row.mp_rvu)
    office = "facility" if setting == "facility" else "office"
    if indices.is_national:
        parts = f"{work + expense + mp} RVU (work {work}, {office} expense {expense}, malpractice {mp})"
    else:
        local = f"{office} expense {expense} x {indices.pe} + malpractice {mp} x {indices.mp}"
        parts = f"(work {work} x {indices.work} + {local})"
    return f"{parts} x {factor} dollars"


def _expense(row: FeeRow, setting: Setting) -> Decimal:
    return _value(row.facility_pe_rvu if setting == "facility" else row.nonfacility_pe_rvu)


def _value(rvu: Decimal | None) -> Decimal:
    return Decimal(0) if rvu is None else rvu
