"""More units of a code in a day than the limit."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_CUT_ONLY = frozenset(("commercial", "exchange", "tricare"))
"""Kinds of payers that pay up to the limit instead of refusing the line."""


def _find(case: Case) -> Iterable[Strike]:
    found = []
    total: dict[str, int] = {}
    for line in case.lines:
        fact = line.fact
        if fact is None or fact.units_most is None:
            continue
        if fact.units_kind == "1":
            units = line.units
        else:
            units = total[line.code] = total.get(line.code, 0) + line.units
        if units <= fact.units_most:
            continue
        if case.payer.kind in _CUT_ONLY and line.units > fact.units_most:
            found.append(Strike(lines=(line.index,), says="units_cut", units_to=fact.units_most))
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
