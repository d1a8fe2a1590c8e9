"""Services for looks alone."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_LOOKS = ("Z411", "L988", "L649", "L570X", "L574", "L908")
"""Diagnoses that payers read as cosmetic."""


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if line.family == "cosmetic" or (line.diagnoses and line.diagnoses[0].startswith(_LOOKS)):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="cosmetic",
    cause="cosmetic_noncovered",
    order=81,
    trust="derived",
    overturned="support",
    source="plans exclude cosmetic services; 42 CFR 411.15(h) for Medicare [check]",
    find=_find,
)
