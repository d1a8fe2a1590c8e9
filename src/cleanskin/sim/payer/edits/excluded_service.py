"""Services the plan never covers."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    excludes = case.plan.excludes
    if not excludes or case.families.isdisjoint(excludes):
        return ()
    return (Strike(lines=tuple([line.index for line in case.lines if line.family in excludes])),)


EDIT = Edit(
    name="excluded_service",
    cause="cosmetic_noncovered",
    order=82,
    overturned="never",
    source="plan terms",
    find=_find,
)
