"""Modifier 50 on a code that has no bilateral form."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if "50" in line.modifiers and line.fact is not None and line.fact.bilateral not in ("1", "3"):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="bilateral",
    cause="modifier",
    order=75,
    trust="published",
    source="CMS fee schedule, bilateral indicator 2025",
    find=_find,
)
