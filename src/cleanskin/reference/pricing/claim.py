"""Pricing the lines of one visit: each line by itself, then together, then what is paid."""

from collections.abc import Sequence
from datetime import date

import msgspec

from cleanskin.kernel.cents import Cents, format_dollars
from cleanskin.record.fee import FeeRow, Setting
from cleanskin.record.provenance import Answer
from cleanskin.reference.parameters import parameter
from cleanskin.reference.pricing import modifiers as by_modifier
from cleanskin.reference.pricing.drugs import price_drug
from cleanskin.reference.pricing.locality import Indices, covers_year, indices_for
from cleanskin.reference.pricing.nouns import CannotPrice, Price, PriceLine, PricingReference, Terms
from cleanskin.reference.pricing.payment import pay
from cleanskin.reference.pricing.schedule import Amounts, amounts, conversion_factor, formula_words, has_values
from cleanskin.reference.pricing.several import reduce_several
from cleanskin.reference.pricing.several_tests import reduce_tests
from cleanskin.reference.pricing.status import MEANINGS, PAID
from cleanskin.reference.pricing.worksheet import Part, Sheet

_RVU_REMEDY = "Load CMS's PFS Relative Value File of the quarter (RVUyyX.zip)."
_UNITS_MAX = 500
_HOSPITALS = frozenset(("19", "21", "22", "23"))
"""Places of service inside a hospital."""

_MAY_BE_SPLIT = frozenset(("", "1", "6", "9"))
"""PC/TC indicators under which a row with 26 or TC may exist (9 with the whole paid under another schedule)."""


def price(line: PriceLine, *, on: date, reference: PricingReference, terms: Terms | None = None) -> Price:
    """Price one line alone on a day of service; `terms` default to the national office amount."""
    return price_claim([line], on=on, reference=reference, terms=terms)[0]


def price_claim(
    lines: Sequence[PriceLine], *, on: date, reference: PricingReference, terms: Terms | None = None
) -> tuple[Price, ...]:
    """Price the lines of one clinician's day for one patient, in their order."""
    pricer = _Pricer(on, reference, terms or Terms())
    sheets = [pricer.sheet(line) for line in lines]
    pricer.bundle_injections(sheets)
    reduce_several(sheets, on=on, base_amount=lambda sheet, code: pricer.component(sheet, code, ""))
    reduce_tests(sheets, on=on, component=pricer.component_of)
    for sheet in sheets:
        if sheet.counts and sheet.row is not None:
            by_modifier.take_second_clinician(sheet, sheet.row, on)
    left = pricer.terms.amount_deductible_left
    prices: list[Price] = []
    for sheet in sheets:
        answer, used = pricer.answer(sheet, left)
        left -= used
        prices.append(answer)
    return tuple(prices)


class _Pricer:
    """The day, the reference and the terms that all lines share."""

    def __init__(self, on: date, reference: PricingReference, terms: Terms) -> None:
        self.on = on
        self.reference = reference
        self.terms = terms
        self.where: Indices | CannotPrice = indices_for(terms, on=on, reference=reference)

    def sheet(self, line: PriceLine) -> Sheet:
        """Price one line by itself: its unit, its units, its modifiers."""
        sheet = Sheet(line=line, place=self.where.place if isinstance(self.where, Indices) else "")
        sheet.setting = self._setting(sheet)
        found = self._fee(line.code, by_modifier.pricing_row_modifier(line.modifiers))
        if found is None and line.modifiers and by_modifier.pricing_row_modifier(line.modifiers) == "53":
            found = self._fee(line.code, "")
        if found is None or found.value.status == "E":
            self._price_drug(sheet, found)
            return sheet
        self._note(sheet, found)
        sheet.row = found.value
        if self._is_payable(sheet, found.value) and self._price_unit(sheet, found):
            self._take_units(sheet)
            by_modifier.refuse_by_modifier(sheet)
            if sheet.cannot is None:
                by_modifier.take_global_shares(sheet, found.value)
                by_modifier.take_bilateral(sheet, found.value, self.on)
        return sheet

    def bundle_injections(self, sheets: Sequence[Sheet]) -> None:
        """Status T is paid only when nothing else of the schedule is paid that day."""
        others = any(sheet.counts and sheet.row is not None and sheet.row.status != "T" for sheet in sheets)
        for sheet in sheets:
            if others and sheet.counts and sheet.row is not None and sheet.row.status == "T":
                sheet.refuse(
                    "bundled",
                    "Paid only when nothing else of the fee schedule is paid that day.",
                    source=by_modifier.LAYOUT,
                )

    def component_of(self, sheet: Sheet, which: str) -> Cents | None:
        """Return the amount of a component of a sheet's unit: "TC", "26", or "PE" for the practice expense."""
        if which != "PE":
            return self.component(sheet, sheet.line.code, which)
        if sheet.row is None:
            return None
        known = self._amounts(sheet.row, sheet.setting, sheet)
        return None if known is None else known.practice_expense

    def component(self, sheet: Sheet, code: str, modifier: str) -> Cents | None:
        """Return the fee schedule amount of a code and modifier in a sheet's setting."""
        found = self._fee(code, modifier)
        if found is None or not has_values(found.value) or not covers_year(found.provenance.period, self.on):
            return None
        known = self._amounts(found.value, sheet.setting, sheet)
        return None if known is None else known.full

    def answer(self, sheet: Sheet, deductible_left: Cents) -> tuple[Price, Cents]:
        """Finish a sheet: what is paid and owed, and how much of the deductible it took."""
        payment = None
        if sheet.cannot is None:
            payment = pay(sheet, terms=self.terms, on=self.on, deductible_left=deductible_left)
        finished = Price(
            line=sheet.line,
            setting=sheet.setting,
            place=sheet.place,
            amount_full=sheet.full,
            amount_allowed=payment.allowed if payment else None,
            amount_paid=payment.paid if payment else None,
            amount_patient=payment.patient if payment else None,
            amount_sequestered=payment.sequestered if payment else None,
            amount_limiting_charge=payment.limiting_charge if payment else None,
            steps=tuple(sheet.steps),
            cannot=sheet.cannot,
            notices=tuple(sheet.notices),
            provenances=tuple(sheet.provenances),
        )
        return finished, payment.deductible_used if payment else 0

    def _fee(self, code: str, modifier: str) -> Answer[FeeRow] | None:
        """Look a row up, in the schedule's other file when only that was loaded: the relative values are the same."""
        asked = self.terms.qualifying_apm
        found = self.reference.fee(code, self.on, modifier=modifier, qualifying_apm=asked)
        if found is not None and not found.provenance.is_built_in:
            return found
        other = self.reference.fee(code, self.on, modifier=modifier, qualifying_apm=not asked)
        if other is None or other.provenance.is_built_in or not covers_year(other.provenance.period, self.on):
            return found
        notice = f"{other.notice} Relative values of the file {other.provenance.part}; only its factor differs.".strip()
        row = msgspec.structs.replace(other.value, conversion_factor=None)
        return Answer(row, other.provenance, notice)

    def _setting(self, sheet: Sheet) -> Setting:
        place = sheet.line.place_of_service
        if not place:
            return self.terms.setting
        known = self.reference.place_of_service(place, self.on)
        if known is not None and known.value.setting is not None:
            return known.value.setting
        sheet.notice(f"It is not known whether place of service {place} is a facility: priced as {self.terms.setting}.")
        return self.terms.setting

    def _note(self, sheet: Sheet, answer: Answer[FeeRow]) -> None:
        sheet.provenances.append(answer.provenance)
        sheet.source = answer.provenance.source
        sheet.notice(answer.notice)

    def _is_payable(self, sheet: Sheet, row: FeeRow) -> bool:
        """Refuse by status and setting; True when the row is paid by relative values."""
        if row.status in MEANINGS:
            meaning = MEANINGS[row.status]
            sheet.refuse(meaning.reason, meaning.message, remedy=meaning.remedy)
        elif row.status not in PAID and row.amount_nonfacility is None:
            sheet.refuse("code-not-held", f"The status of {row.code} is not held.", remedy=_RVU_REMEDY)
        elif row.pc_tc == "5" and sheet.setting == "facility":
            words = "A service of the office's own staff (incident to): in a hospital the practice is not paid for it."
            if sheet.line.place_of_service in _HOSPITALS:
                sheet.refuse("not-paid-in-facility", words, source=by_modifier.LAYOUT)
            sheet.notice(words)
        elif row.pc_tc in ("1", "3") and row.modifier != "26" and sheet.line.place_of_service in _HOSPITALS:
            sheet.notice(
                "In a hospital the technical component is the hospital's; the clinician bills the reading (26)."
            )
        return sheet.cannot is None

    def _price_unit(self, sheet: Sheet, found: Answer[FeeRow]) -> bool:
        row = found.value
        if not covers_year(found.provenance.period, self.on):
            sheet.refuse(
                "values-of-another-year",
                f"The values held are of {found.provenance.release or 'another year'}, not of {self.on.year}.",
                remedy=_RVU_REMEDY,
            )
            return False
        if not has_values(row):
            return self._take_national_amount(sheet, found)
        if isinstance(self.where, CannotPrice):
            sheet.cannot = self.where
            return False
        if not row.work_rvu and not row.nonfacility_pe_rvu and not row.facility_pe_rvu and not row.mp_rvu:
            sheet.refuse(
                "contractor-priced", "The schedule has no relative values for it: the contractor sets the amount."
            )
            return False
        known = self._amounts(row, sheet.setting, sheet)
        factor = conversion_factor(row, sheet.source, self.on, qualifying_apm=self.terms.qualifying_apm)
        if known is None or factor is None:
            message = "No conversion factor is held for that day."
            sheet.refuse("no-conversion-factor", message, remedy=_RVU_REMEDY)
            return False
        sheet.full = known.full
        sheet.parts = [Part(known.full)]
        sheet.provenances += self.where.provenances
        for text in (factor.notice, *self.where.notices):
            sheet.notice(text)
        words = formula_words(row, setting=sheet.setting, indices=self.where, factor=factor.dollars)
        sheet.step(words, factor=factor.dollars, source=factor.source)
        if known.capped:
            sheet.notice("Capped at the outpatient hospital rate, as imaging is.")
        if row.facility_na if sheet.setting == "facility" else row.nonfacility_na:
            sheet.notice("The schedule marks this setting as one in which the service is rarely or never done.")
        return True

    def _take_national_amount(self, sheet: Sheet, found: Answer[FeeRow]) -> bool:
        """Use a published national amount where only that is known, and nothing more is asked than it answers."""
        row = found.value
        amount = row.amount_facility if sheet.setting == "facility" else row.amount_nonfacility
        if amount is None:
            sheet.refuse(
                "no-relative-values", f"No relative values are held for {row.code} on that day.", remedy=_RVU_REMEDY
            )
            return False
        if not self.terms.is_national or self.terms.qualifying_apm:
            asked = "a locality" if not self.terms.is_national else "the conversion factor of qualifying participants"
            sheet.refuse(
                "national-amount-only",
                f"Only the national amount of {format_dollars(amount)} is known; it gives no price for {asked}.",
                remedy=_RVU_REMEDY,
            )
            return False
        sheet.full = amount
        sheet.parts = [Part(amount)]
        sheet.step("published national amount", source=found.provenance.source)
        sheet.notice("Only the national amount is held for this code, not its relative values.")
        return True

    def _amounts(self, row: FeeRow, setting: Setting, sheet: Sheet) -> Amounts | None:
        if isinstance(self.where, CannotPrice):
            return None
        factor = conversion_factor(row, sheet.source, self.on, qualifying_apm=self.terms.qualifying_apm)
        return None if factor is None else amounts(row, setting=setting, indices=self.where, factor=factor.dollars)

    def _take_units(self, sheet: Sheet) -> None:
        units = sheet.line.units
        if units != units.to_integral_value() or not 0 < units <= _UNITS_MAX:
            sheet.refuse("units", f"{units} is not a number of units that a fee schedule line can have.")
        elif units != 1:
            sheet.parts = [Part(sheet.full or 0) for _ in range(int(units))]
            sheet.step(f"{int(units)} units", factor=units, source=sheet.source)

    def _price_drug(self, sheet: Sheet, found: Answer[FeeRow] | None) -> None:
        """Price a code that the fee schedule does not hold or excludes: a drug by its payment limit, or not at all."""
        line = sheet.line
        drug = self.reference.drug_price(line.code, self.on)
        if drug is not None:
            price_drug(sheet, drug, self.on)
            return
        if found is not None:
            self._note(sheet, found)
            self._is_payable(sheet, found.value)
            self._name_flat_rate(sheet)
            return
        modifier = by_modifier.pricing_row_modifier(line.modifiers)
        if modifier and (whole := self._fee(line.code, "")) is not None:
            self._note(sheet, whole)
            self._refuse_component(sheet, whole, modifier)
            return
        sheet.refuse("code-not-held", f"Nothing is held on the price of {line.code} on that day.", remedy=_RVU_REMEDY)

    def _refuse_component(self, sheet: Sheet, whole: Answer[FeeRow], modifier: str) -> None:
        """Say why a code has no row with 26 or TC: it is not split, or the built-in selection lacks the row."""
        code = whole.value.code
        if whole.provenance.is_built_in and whole.value.pc_tc in _MAY_BE_SPLIT:
            message = f"The row of {code} with modifier {modifier} is not held for that day."
            sheet.refuse("figure-not-held", message, remedy=_RVU_REMEDY)
            return
        message = f"The schedule does not split {code} into components: it has no row with modifier {modifier}."
        sheet.refuse("modifier-does-not-apply", message, remedy=f"Bill it without {modifier}.")

    def _name_flat_rate(self, sheet: Sheet) -> None:
        """Skin substitute products have one rate from 2026; which codes it covers is not held."""
        rate = parameter("skin-substitute-rate", self.on)
        if rate is not None and sheet.line.code.startswith(("Q4", "A20")):
            sheet.notice(
                f"Skin substitute products are paid at one rate of about {rate.value.numbers[0]} dollars per sq cm "
                "(not confirmed in a primary source); which codes it covers is not held."
            )
