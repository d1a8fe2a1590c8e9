"""Allowed dollars of findings: by Medicare's fee schedule, or by a practice's own list of fees.

Medicare's amounts are those of the locality of the claim's ZIP code when it is held, else the nation's; for other
payers they are a measure, not a promise.  Only what a finding needs is priced.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from cleanskin.claim.findings import kind_of
from cleanskin.kernel.cents import Cents
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.reference.pricing import Price, PriceLine, PricingReference, Terms, price_claim
from cleanskin.rules.engine import Priced
from cleanskin.rules.visit import Line, Visit

MEDICARE_NATIONAL: Final = "Medicare fee schedule, national"
MEDICARE_LOCAL: Final = "Medicare fee schedule of the claim's ZIP code"
FEE_LIST: Final = "the given fee list"

_REMEMBERED_MAX = 20_000

_Key = tuple[object, ...]


class MedicarePricer:
    """Prices lines by the Medicare physician fee schedule and drug payment limits that the reference holds."""

    def __init__(self, reference: PricingReference) -> None:
        self._reference = reference
        self._known: dict[_Key, tuple[tuple[Price, ...], str]] = {}

    def allowed(self, visit: Visit, lines: Sequence[Line]) -> Priced | None:
        """Return what some lines are allowed beside the visit's other lines; None when none of them has a price."""
        everything = tuple([_price_line(line) for line in visit.lines])
        prices, by = self._prices(visit, everything)
        asked = {id(line) for line in lines}
        found = [price.amount_allowed for line, price in zip(visit.lines, prices) if id(line) in asked]
        return _sum(found, by)

    def allowed_for(self, visit: Visit, code: str, units: int) -> Priced | None:
        """Return what a code would be allowed on this visit by itself."""
        place = visit.claim.place_of_service
        prices, by = self._prices(visit, (PriceLine(code=code, units=Decimal(units), place_of_service=place),))
        return _sum([price.amount_allowed for price in prices], by)

    def _prices(self, visit: Visit, lines: tuple[PriceLine, ...]) -> tuple[tuple[Price, ...], str]:
        zip_code = _zip_of(visit)
        key = (visit.on, zip_code, lines)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED_MAX:
                self._known.clear()
            found = self._known[key] = self._price(visit, lines, zip_code)
        return found

    def _price(self, visit: Visit, lines: tuple[PriceLine, ...], zip_code: str) -> tuple[tuple[Price, ...], str]:
        if zip_code:
            local = price_claim(lines, on=visit.on, reference=self._reference, terms=Terms(zip_code=zip_code))
            if any(price.amount_allowed is not None for price in local):
                return local, MEDICARE_LOCAL
        return price_claim(lines, on=visit.on, reference=self._reference, terms=Terms()), MEDICARE_NATIONAL


class FeeListPricer:
    """Prices lines by a list of amounts a unit; a code with a modifier goes before the code alone."""

    def __init__(self, fees: Mapping[tuple[str, str], Cents], name: str = FEE_LIST) -> None:
        self._fees, self._name = fees, name

    def allowed(self, visit: Visit, lines: Sequence[Line]) -> Priced | None:
        """Return the amounts of the lines by their units."""
        return _sum([self._of(line.code, line.modifiers, line.units) for line in lines], self._name)

    def allowed_for(self, visit: Visit, code: str, units: int) -> Priced | None:
        """Return the amount of a code by its units."""
        return _sum([self._of(code, (), Decimal(units))], self._name)

    def _of(self, code: str, modifiers: Sequence[str], units: Decimal) -> Cents | None:
        for modifier in (*modifiers, ""):
            if (fee := self._fees.get((code, modifier))) is not None:
                return int(fee * units)
        return None


def read_fee_list(data: bytes, *, file: str) -> tuple[dict[tuple[str, str], Cents], tuple[Finding, ...]]:
    """Read a CSV of code, modifier (may be missing or empty) and amount in dollars a unit."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    fees: dict[tuple[str, str], Cents] = {}
    findings = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        plain = {(name or "").strip().lower(): (value or "") for name, value in row.items() if isinstance(value, str)}
        code, amount = plain.get("code", "").strip().upper(), _cents(plain.get("amount", ""))
        if code and amount is not None:
            fees[code, plain.get("modifier", "").strip().upper()] = amount
        else:
            message = f"Row {number} of the fee list has no code or no amount that can be read: it was left out."
            findings.append(kind_of("fee-list-not-readable").finding(message, where=Pointer(file=file)))
    if not fees and not findings:
        findings.append(kind_of("fee-list-not-readable").finding("The fee list is empty.", where=Pointer(file=file)))
    return fees, tuple(findings)


def _cents(text: str) -> Cents | None:
    try:
        amount = Decimal(text.strip().replace("$", "").replace(",", ""))
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() and 0 <= amount < 10**9 else None


def _sum(amounts: Sequence[Cents | None], by: str) -> Priced | None:
    known = [amount for amount in amounts if amount is not None]
    return Priced(sum(known), by) if known else None


def _price_line(line: Line) -> PriceLine:
    return PriceLine(
        code=line.code,
        modifiers=line.modifiers,
        units=line.units,
        place_of_service=line.place_of_service,
        amount_charged=line.amount_billed,
    )


def _zip_of(visit: Visit) -> str:
    """Return the five-digit ZIP code of where the service was done, "" when none is given."""
    for party in (visit.claim.provider("service_facility"), visit.claim.billing_provider):
        if party is not None and party.address is not None:
            digits = party.address.postal_code[:5]
            if len(digits) == 5 and digits.isascii() and digits.isdigit():
                return digits
    return ""
