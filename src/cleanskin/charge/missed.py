"""What was billed beside what the note supports: missed and at risk, in dollars, with the words that say so."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.coding import CodedLine, Coding
from cleanskin.record.encounter import Evidence
from cleanskin.reference.pricing import PriceLine, PricingReference, Terms, price_claim

Kind = Literal["missed", "at_risk", "level_low", "level_high", "units_low", "units_high", "modifiers", "diagnoses"]
"""missed: supported and not billed; at_risk: billed and not supported; level_low, level_high: the visit billed at a
lower, higher level than supported; units_low, units_high: billed with fewer, more units; modifiers, diagnoses: billed
with others."""


_VISITS: Final = ("992", "993", "980")
"""How codes of visits begin."""

_SAME_KIND: Final = 4
"""Letters that two codes of one kind share, as the levels of a visit do."""


class BilledLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line as billed."""

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    icd10: tuple[str, ...] = ()


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference; `amount` in cents is what the supported line is allowed less what the billed one is."""

    kind: Kind
    code: str
    billed: BilledLine | None = None
    supported: CodedLine | None = None
    amount: Cents | None = None
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


class Compared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All differences; amounts in cents at Medicare's national rates, None where no line of a side has a price."""

    differences: tuple[Difference, ...] = ()
    amount_billed_supported: Cents | None = None
    amount_missed: Cents = 0
    amount_at_risk: Cents = 0
    priced_by: str = "Medicare fee schedule, national"


class UnreadableBill(ValueError):
    """The file of billed lines has no column "code", or is no JSON list of lines."""


def read_billed(text: str) -> tuple[BilledLine, ...]:
    """Read billed lines: a JSON list of {"code", "modifiers", "units", "icd10"}, or CSV with these columns.

    In CSV several modifiers or diagnoses stand in one cell, apart by blanks.  Raises UnreadableBill.
    """
    plain = text.lstrip("\ufeff").strip()
    if plain.startswith(("[", "{")):
        try:
            held = msgspec.json.decode(plain)
            rows = held.get("lines", []) if isinstance(held, dict) else held
            return tuple(msgspec.convert(rows, type=tuple[BilledLine, ...], strict=False))
        except (msgspec.DecodeError, msgspec.ValidationError, AttributeError) as error:
            raise UnreadableBill(f"the billed lines are no JSON list of lines: {error}") from None
    rows = csv.DictReader(io.StringIO(plain))
    names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if "code" not in names:
        raise UnreadableBill('the billed lines have no column "code"')
    return tuple(_billed({key: row.get(name) or "" for key, name in names.items()}) for row in rows)


def _billed(row: dict[str, str]) -> BilledLine:
    code, *more = row["code"].strip().upper().replace(",", "-").split("-")
    units = row.get("units", "").strip()
    return BilledLine(
        code=code,
        modifiers=(*more, *row.get("modifiers", "").upper().split()),
        units=int(units) if units.isdigit() else 1,
        icd10=tuple((row.get("icd10") or row.get("diagnoses") or "").upper().split()),
    )


def compared(billed: Sequence[BilledLine], coding: Coding, *, reference: PricingReference) -> Compared:
    """Compare billed lines with a coding, code by code."""
    if coding.on is None:
        return Compared()
    own = _allowed([(one.code, one.modifiers, one.units) for one in billed], coding.on, reference)
    due = _allowed([(one.code, one.modifiers, one.units) for one in coding.lines], coding.on, reference)
    left, supported = list(range(len(billed))), 0
    found: list[Difference] = []
    for line, amount in zip(coding.lines, due):
        match = _match(line, billed, left)
        if match is None and line.code.startswith(_VISITS):
            match = next((place for place in left if _is_other_level(billed[place].code, line.code)), None)
        if match is None:
            found.append(_difference("missed", line, amount))
            continue
        left.remove(match)
        supported += min(own[match] or 0, amount or 0)
        found += _changed(billed[match], line, own[match], amount)
    reasons = {one.code: one.why for one in coding.not_separately_reported}
    for place in left:
        paid = own[place]
        unsupported = Difference(
            kind="at_risk",
            code=billed[place].code,
            billed=billed[place],
            amount=None if paid is None else -paid,
            why=_reason(billed[place].code, reasons),
        )
        found.append(unsupported)
    amounts = [one.amount for one in found if one.amount is not None]
    return Compared(
        differences=tuple(found),
        amount_billed_supported=supported,
        amount_missed=sum(amount for amount in amounts if amount > 0),
        amount_at_risk=-sum(amount for amount in amounts if amount < 0),
    )


def _reason(code: str, reasons: Mapping[str, str]) -> str:
    """Return why a code is not supported: its own reason, else that of one of its kind (another level of a visit)."""
    alike = (why for other, why in reasons.items() if other[:_SAME_KIND] == code[:_SAME_KIND])
    return reasons.get(code) or next(alike, "Nothing in the note supports it.")


def _allowed(
    lines: Sequence[tuple[str, tuple[str, ...], int]], on: date, reference: PricingReference
) -> list[Cents | None]:
    """Return what each of some lines of one day is allowed beside the others."""
    asked = tuple(PriceLine(code=code, modifiers=modifiers, units=Decimal(units)) for code, modifiers, units in lines)
    return [price.amount_allowed for price in price_claim(asked, on=on, reference=reference, terms=Terms())]


def _is_other_level(billed: str, supported: str) -> bool:
    """True for two levels of one kind of visit: 99213 and 99214, not 99203 and 99213."""
    return billed != supported and len(billed) == len(supported) and billed[:_SAME_KIND] == supported[:_SAME_KIND]


def _match(line: CodedLine, billed: Sequence[BilledLine], left: Sequence[int]) -> int | None:
    """Return the place of the billed line of the same code, with the same modifiers before any other."""
    alike = [place for place in left if billed[place].code == line.code]
    same = [place for place in alike if set(billed[place].modifiers) == set(line.modifiers)]
    return next(iter(same or alike), None)


def _difference(kind: Kind, line: CodedLine, amount: Cents | None, billed: BilledLine | None = None) -> Difference:
    return Difference(
        kind=kind,
        code=line.code,
        billed=billed,
        supported=line,
        amount=amount,
        why=line.why,
        evidence=line.evidence,
    )


def _changed(billed: BilledLine, line: CodedLine, paid: Cents | None, due: Cents | None) -> list[Difference]:
    """Return how a billed line differs from the supported one: units first, then modifiers, then diagnoses."""
    amount = due - paid if due is not None and paid is not None else None
    if billed.code != line.code:
        return [_difference("level_low" if billed.code < line.code else "level_high", line, amount, billed)]
    if billed.units != line.units:
        return [_difference("units_low" if billed.units < line.units else "units_high", line, amount, billed)]
    if set(billed.modifiers) != set(line.modifiers):
        return [_difference("modifiers", line, amount, billed)]
    wanted = {code.replace(".", "") for code in line.icd10}
    if billed.icd10 and {code.replace(".", "") for code in billed.icd10} != wanted:
        return [_difference("diagnoses", line, amount, billed)]
    return []
