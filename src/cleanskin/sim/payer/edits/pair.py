"""A pair of codes that are not paid together without a modifier."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Line, Strike
from cleanskin.sim.payer.coding_edits import indicator_on
from cleanskin.sim.payer.lists import CALLS_IT_MODIFIER, VISITS, separate
from cleanskin.sim.payer.registry import primaries

_EITHER = frozenset(("medicare", "medicare_advantage", "medicaid", "tricare", "exchange"))
"""Kinds of payers that take the modifier on either code; the others want it on column 2."""


def _passes(case: Case, line: Line) -> bool:
    """True when the line says that it is separate; an add-on goes with a primary code that does."""
    if separate(line):
        return True
    beside = primaries().get(line.code)
    return beside is not None and any(one.code in beside and separate(one) for one in case.lines)


def _find(case: Case) -> Iterable[Strike]:
    if len(case.lines) < 2 and not case.same_day:
        return ()
    table = case.market.coding_edits.pairs
    found: dict[int, str] = {}
    either = case.payer.kind in _EITHER
    for first in case.lines:
        seconds = table.get(first.code)
        if seconds is None or case.codes.isdisjoint(seconds):
            continue
        for second in case.lines:
            indicator = indicator_on(seconds.get(second.code), case.day)
            if not indicator or second.index in found or second.day != first.day or second.family in VISITS:
                continue
            if indicator == "0":
                found[second.index] = "pair_never"
            elif not (_passes(case, second) or (either and separate(first))):
                found[second.index] = "pair"
    for old in case.same_day:
        seconds = table.get(old.code) if old.paid else None
        if seconds is None or case.codes.isdisjoint(seconds):
            continue
        for second in case.lines:
            indicator = indicator_on(seconds.get(second.code), case.day)
            if indicator and second.family not in VISITS and not _passes(case, second):
                found.setdefault(second.index, "pair")
    modifier = case.payer.key in CALLS_IT_MODIFIER
    return [
        Strike(lines=(index,), says="modifier_missing", cause="modifier")
        if modifier and says == "pair"
        else Strike(lines=(index,), says=says)
        for index, says in found.items()
    ]


EDIT = Edit(
    name="pair",
    cause="bundling_ncci",
    order=60,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="published",
    source="CMS, NCCI practitioner pairs 2024 Q3; modifiers on either code since CR 11168",
    find=_find,
)
