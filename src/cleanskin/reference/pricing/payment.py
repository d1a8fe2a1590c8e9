"""From the fee schedule amount to what is allowed, paid and owed.

Order: shares of the clinician (nonphysician, not participating), the lower of that and the charge, deductible,
coinsurance, sequestration.  Sources stand with the parameters; that the lower of charge and schedule counts: CMS,
record layout of the relative value file (RVU25D), read 2026-11-21.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cleanskin.kernel.cents import Cents, format_dollars
from cleanskin.kernel.source import Source
from cleanskin.reference.parameters import parameter
from cleanskin.reference.pricing.modifiers import LAYOUT
from cleanskin.reference.pricing.nouns import Terms, share_of
from cleanskin.reference.pricing.worksheet import Sheet


class Payment(NamedTuple):
    """Amounts of one line in cents; `deductible_used` is what it took of the open deductible."""

    allowed: Cents
    paid: Cents
    patient: Cents
    sequestered: Cents
    deductible_used: Cents
    limiting_charge: Cents | None


def pay(sheet: Sheet, *, terms: Terms, on: date, deductible_left: Cents) -> Payment | None:
    """Work out the payment of a priced sheet, adding its steps; None when a share is not held for that day."""
    limiting = None
    amount = sheet.amount
    if not sheet.is_drug:
        shares = _clinician_shares(sheet, terms)
        for name, words in shares:
            share = parameter(name, on)
            if share is None:
                sheet.refuse("figure-not-held", f"The share for {words} is not held for that day.")
                return None
            if name == "nonparticipating-share":
                most = parameter("limiting-charge-share", on)
                limiting = share_of(amount, most.value.numbers[0]) if most else None
            amount = _take(sheet, share.value.numbers[0], words, share.value.source)
    amount = _limit_to_charge(sheet, amount)
    deductible = min(deductible_left, amount)
    part_b = parameter("medicare-part-b-share", on)
    cut = parameter("sequestration", on)
    if part_b is None:
        sheet.refuse("figure-not-held", "Medicare's share is not held for that day.")
        return None
    covered_share = part_b.value.numbers[0] if sheet.patient_share is None else 1 - sheet.patient_share
    covered = share_of(amount - deductible, covered_share)
    sequestered = share_of(covered, cut.value.numbers[0]) if terms.sequestration and cut is not None else 0
    if deductible:
        sheet.notice(f"{format_dollars(deductible)} go to the deductible.")
    return Payment(amount, covered - sequestered, amount - covered, sequestered, deductible, limiting)


def _limit_to_charge(sheet: Sheet, amount: Cents) -> Cents:
    """Allow no more than the charge; for the two sides of a pair, no more than both charges together."""
    if sheet.carried:
        amount += sheet.carried
        _settle(sheet, amount)
        sheet.step("what the first side's charge did not take of the common amount", source=LAYOUT)
    charged = sheet.line.amount_charged
    if charged is None or charged >= amount:
        return amount
    if sheet.other_side is not None and sheet.other_side.line.amount_charged is not None:
        sheet.other_side.carried = amount - charged
    _settle(sheet, charged)
    sheet.step("the charge is lower than the schedule", source=LAYOUT)
    return charged


def _clinician_shares(sheet: Sheet, terms: Terms) -> list[tuple[str, str]]:
    shares: list[tuple[str, str]] = []
    if terms.nonphysician and not sheet.has("AS"):
        shares.append(("nonphysician-share", "nonphysician practitioner under their own number"))
    if not terms.participating:
        if terms.nonphysician:
            sheet.notice("Nonphysician practitioners always take assignment: no reduction for not participating.")
        else:
            shares.append(("nonparticipating-share", "clinician does not participate"))
    return shares


def _take(sheet: Sheet, factor: Decimal, words: str, source: Source) -> Cents:
    amount = share_of(sheet.amount, factor)
    _settle(sheet, amount)
    sheet.step(words, factor=factor, source=source)
    return amount


def _settle(sheet: Sheet, amount: Cents) -> None:
    """Replace the parts by one of that amount: from here on the line is a whole."""
    del sheet.parts[1:]
    sheet.parts[0].amount = amount
