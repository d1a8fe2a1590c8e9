"""Services for looks alone."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_LOOKS = ("Z411", "L988", "L649", "L570X", "L574", "L908")
"""Diagnoses that payers read as cosmetic."""


_VISITS_PARTS = 2_000
"""Visits refused for such a diagnosis; the others are taken for advice [assumed]."""


def _refuses_visits(case: Case) -> bool:
    return case.chance_for("cosmetic").happens(_VISITS_PARTS)


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        looks = bool(line.diagnoses) and line.diagnoses[0].startswith(_LOOKS)
        if line.family == "cosmetic" or (looks and (line.family != "visit" or _refuses_visits(case))):
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
