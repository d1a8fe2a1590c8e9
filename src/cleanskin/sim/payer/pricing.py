"""What a payer's contract allows for each line, before anybody's share: fee, units, modifiers, reductions."""

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.payer.case import Case, Line
from cleanskin.sim.payer.registry import codes, medicare_amount

_FACILITY = frozenset(("19", "21", "22", "23", "24"))
_CUTS = ("biopsy", "excision_benign", "excision_malignant", "mohs", "mohs_add_on", "biopsy_add_on")
"""Families of the story of the lowered fees."""
_SAME_FOR_ALL = ("drug", "biologic", "laboratory", "pathology")
"""Families paid alike whoever renders them."""

_SHARE_OF_CHARGE = 60
"""Percent of the charge allowed for a code that no table prices; assumption."""


class Priced(msgspec.Struct, gc=False):
    """A line's allowed amount in cents after every reduction, and how much of it each reduction took."""

    allowed: Cents
    reduced: Cents = 0
    """Reduction of later procedures of the day and of visits beside procedures (CARC 59)."""


def _fee(case: Case, line: Line, code: str) -> Cents:
    """Return the contract's fee of one unit, cents."""
    base = medicare_amount(code, line.day or case.day, facility=line.place in _FACILITY)
    if base is None:
        return line.charge * _SHARE_OF_CHARGE // (100 * line.units)
    payer = case.payer
    percent = payer.drug_percent if line.family in ("drug", "biologic") else payer.contract_percent
    modifiers = line.modifiers
    if "TC" in modifiers or "26" in modifiers:
        fact = codes().get(code)
        technical = fact.technical_2025 if fact is not None else 0
        whole = fact.cents_2025 if fact is not None else 0
        if whole:
            part = technical if "TC" in modifiers else whole - technical
            base = base * part // whole
    return base * percent // 100


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


def price(case: Case, codes_paid: dict[int, str], units_paid: dict[int, int], open_lines: list[int]) -> list[Priced]:
    """Price the lines that are paid (`open_lines`), in order of the claim; others come back as 0.

    `codes_paid` and `units_paid` hold what an edit changed, by index of the line.
    """
    percent = _story_percent(case, open_lines)
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


def _story_percent(case: Case, open_lines: list[int]) -> int:
    """Return 100, or less when the payer pays this claim below its contract."""
    payer = case.payer
    story = case.market.stories.holds("underpaid_at_larkspur", case.day)
    if story is not None and story.payer == payer.key and any(case.lines[i].family in _CUTS for i in open_lines):
        return 85
    if payer.underpaid_parts and case.chance_for("underpaid").happens(payer.underpaid_parts):
        return 90
    return 100
