"""Drugs of single-dose containers say whether some was thrown away."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import DRUGS

_WASTE = frozenset(("JW", "JZ"))
_SINGLE_DOSE = frozenset(("J2357", "J3245", "J3357", "J3358", "J1602", "J1745", "Q5103", "Q5104"))


def _find(case: Case) -> Iterable[Strike]:
    if case.families.isdisjoint(DRUGS):
        return ()
    found = []
    for line in case.lines:
        says = any(one.code == line.code and not _WASTE.isdisjoint(one.modifiers) for one in case.lines)
        if line.code in _SINGLE_DOSE and not says:
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="waste_modifier",
    cause="modifier",
    order=75,
    payers=("medicare", "medicare_advantage"),
    trust="derived",
    source="CMS discarded drugs policy (coding rules MOD-10); single-dose containers assumed",
    find=_find,
)
