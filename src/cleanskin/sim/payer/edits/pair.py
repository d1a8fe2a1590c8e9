"""A pair of codes that are not paid together without a modifier."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import VISITS, separate
from cleanskin.sim.payer.registry import pairs

_EITHER = frozenset(("medicare", "medicare_advantage", "medicaid", "tricare", "exchange"))
"""Kinds of payers that take the modifier on either code; the others want it on column 2."""


def _find(case: Case) -> Iterable[Strike]:
    lines = case.lines
    if len(lines) < 2 and not case.memory.lines:
        return ()
    table = pairs()
    either = case.payer.kind in _EITHER
    found: dict[int, str] = {}
    for first in lines:
        seconds = table.get(first.code)
        if seconds is None:
            continue
        for second in lines:
            if second is first or second.index in found or second.day != first.day or second.family in VISITS:
                continue
            indicator = seconds.get(second.code)
            if indicator is None:
                continue
            if indicator == "0":
                found[second.index] = "pair_never"
            elif not (separate(second) or (either and separate(first))):
                found[second.index] = "pair"
    return [Strike(lines=(index,), says=says) for index, says in found.items()]


EDIT = Edit(
    name="pair",
    cause="bundling_ncci",
    order=60,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="published",
    source="CMS, NCCI practitioner pairs 2024 Q3; modifiers on either code since CR 11168",
    find=_find,
)
