"""A visit within the days that a surgery includes."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import surgery_before


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families and "suture_removal" not in case.families:
        return ()
    found = []
    for line in case.lines:
        if line.family not in ("visit", "suture_removal") or "24" in line.modifiers or line.day is None:
            continue
        if surgery_before(case, line) is not None:
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="global_visit",
    cause="global_period",
    order=70,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="published",
    source="Medicare Claims Processing Manual ch. 12 s. 40: global surgery; days from the fee schedule",
    find=_find,
)
