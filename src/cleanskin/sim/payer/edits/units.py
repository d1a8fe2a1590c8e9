"""More units of a code in a day than the limit."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_CUT_ONLY = frozenset(("commercial", "exchange", "tricare"))
"""Kinds of payers that pay up to the limit instead of refusing the line."""


def _find(case: Case) -> Iterable[Strike]:
    found = []
    total: dict[str, int] = {}
    limits = case.market.coding_edits.limits
    for line in case.lines:
        limit = limits.get(line.code)
        if limit is None:
            continue
        most, kind = limit
        units = line.units
        if kind != "1":
            units = total[line.code] = total.get(line.code, 0) + line.units
        if units <= most:
            continue
        if case.payer.kind in _CUT_ONLY and line.units > most > 0:
            found.append(Strike(lines=(line.index,), says="units_cut", units_to=most))
        else:
            found.append(Strike(lines=(line.index,)))
    return found


EDIT = Edit(
    name="units",
    cause="frequency_mue",
    order=66,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="published",
    source="CMS, medically unlikely edits for practitioners 2024 Q3",
    find=_find,
)
