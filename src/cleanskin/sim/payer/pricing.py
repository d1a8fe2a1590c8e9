"""What a payer's contract allows for each line, before anybody's share: fee, units, modifiers, reductions."""

from datetime import date
from functools import cache

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.payer.case import Case, Line
from cleanskin.sim.payer.registry import codes, medicare_amount, rows

_FACILITY = frozenset(("19", "21", "22", "23", "24"))
_CUTS = ("biopsy", "excision_benign", "excision_malignant", "mohs", "mohs_add_on", "biopsy_add_on")
"""Families of the story of the lowered fees."""
_SAME_FOR_ALL = ("drug", "biologic", "laboratory", "pathology")
"""Families paid alike whoever renders them."""

_DRUGS = ("drug", "biologic")

_SHARE_OF_CHARGE = 60
"""Percent of the charge allowed for a code that no table prices; assumption."""


class Priced(msgspec.Struct, gc=False):
    """A line's allowed amount in cents after every reduction, and how much of it each reduction took."""

    allowed: Cents
    reduced: Cents = 0
    """Reduction of later procedures of the day and of visits beside procedures (CARC 59)."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A row of a contract of its own: a percent of Medicare, or a fee of one unit in cents; days inside."""

    percent: int
    cents: Cents
    first: date
    last: date


@cache
def _rows() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Return the contracts' own rows by payer and family or code."""
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in rows("contract_rows"):
        key = (row["payer"], row["family_or_code"])
        first = date.fromisoformat(row["first"]) if row["first"] else date.min
        last = date.fromisoformat(row["last"]) if row["last"] else date.max
        found[key] = (*found.get(key, ()), Row(int(row["percent"]), int(row["cents"]), first, last))
    return found


def _row(case: Case, code: str, family: str) -> Row | None:
    """Return the contract's own row for a code, else for its family, in force on the day of service."""
    table = _rows()
    for key in (code, family):
        for row in table.get((case.payer.key, key), ()):
            if row.first <= case.day <= row.last:
                return row
    return None


def _part(code: str, modifiers: tuple[str, ...]) -> tuple[int, int]:
    """Return which fraction of the whole fee the technical or the professional part is."""
    fact = codes().get(code)
    if fact is None or not fact.cents_2025 or not ("TC" in modifiers or "26" in modifiers):
        return 1, 1
    technical = fact.technical_2025
    return (technical if "TC" in modifiers else fact.cents_2025 - technical), fact.cents_2025


def _fee(case: Case, line: Line, code: str) -> Cents:
    """Return the contract's fee of one unit, cents."""
    base = medicare_amount(code, line.day or case.day, facility=line.place in _FACILITY)
    if base is None:
        return line.charge * _SHARE_OF_CHARGE // (100 * line.units)
    payer = case.payer
    percent = payer.drug_percent if line.family in _DRUGS else payer.contract_percent
    row = _row(case, code, line.family)
    if row is not None:
        base, percent = (row.cents, 100) if row.cents else (base, row.percent)
    over, under = _part(code, line.modifiers)
    return base * percent * over // (100 * under)


def _factor(case: Case, line: Line) -> tuple[int, int]:
    """Return what modifiers and the kind of provider make of the fee, as a fraction."""
    over, under = 1, 1
    modifiers = line.modifiers
    if modifiers:
        if "50" in modifiers and line.fact is not None and line.fact.bilateral == "1":
            over, under = over * 3, under * 2
        if "52" in modifiers or "53" in modifiers:
            under *= 2
        if "78" in modifiers:
            over, under = over * 7, under * 10
        if "80" in modifiers or "82" in modifiers or "AS" in modifiers:
            over, under = over * 16, under * 100
    percent = case.payer.practitioner_percent
    if percent < 100 and line.family not in _SAME_FOR_ALL and case.rendering in case.market.practitioners:
        over, under = over * percent, under * 100
    return over, under


def price(
    case: Case, codes_paid: dict[int, str], units_paid: dict[int, int], open_lines: list[int], *, percent: int = 100
) -> list[Priced]:
    """Price the lines that are paid (`open_lines`), in order of the claim; others come back as 0.

    `codes_paid` and `units_paid` hold what an edit changed, by index of the line; `percent` is what the payer pays of
    its contract.
    """
    priced = [Priced(0) for _ in case.lines]
    surgical: list[int] = []
    for index in open_lines:
        line = case.lines[index]
        units = units_paid.get(index, line.units)
        fee = _fee(case, line, codes_paid.get(index, line.code))
        over, under = _factor(case, line)
        allowed = fee * units * over // under * percent // 100
        priced[index].allowed = min(max(line.charge, 0), allowed)
        if line.fact is not None and line.fact.multiple == "2" and not line.fact.is_add_on:
            surgical.append(index)
    if case.payer.reduces_multiple and len(surgical) > 1:
        _reduce_later(priced, surgical)
    _reduce_visits(case, priced, open_lines)
    return priced


def _reduce_later(priced: list[Priced], surgical: list[int]) -> None:
    """Halve every procedure but the highest."""
    first = max(surgical, key=lambda index: (priced[index].allowed, -index))
    for index in surgical:
        if index != first:
            half = priced[index].allowed // 2
            priced[index].allowed -= half
            priced[index].reduced += half


def _reduce_visits(case: Case, priced: list[Priced], open_lines: list[int]) -> None:
    """Cut an office visit on the day of a procedure, where the contract says so."""
    percent = case.payer.visit_with_procedure_percent
    if percent >= 100 or not any(case.lines[index].is_surgical for index in open_lines):
        return
    for index in open_lines:
        if case.lines[index].family == "visit":
            cut = priced[index].allowed * (100 - percent) // 100
            priced[index].allowed -= cut
            priced[index].reduced += cut


def below_contract(case: Case, open_lines: list[int]) -> tuple[int, str]:
    """Return what percent of its contract the payer pays here, and the rule by which it pays less or "contract"."""
    payer = case.payer
    story = case.market.stories.holds("underpaid_at_larkspur", case.day)
    if story is not None and story.payer == payer.key and any(case.lines[i].family in _CUTS for i in open_lines):
        return 85, "story_underpaid"
    if payer.underpaid_parts and case.chance_for("underpaid").happens(payer.underpaid_parts):
        return 90, "underpaid"
    return 100, "contract"
