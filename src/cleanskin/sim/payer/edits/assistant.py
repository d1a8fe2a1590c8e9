"""An assistant at a surgery that needs none."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_ASSISTS = frozenset(("80", "81", "82", "AS"))


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if not _ASSISTS.isdisjoint(line.modifiers) and line.fact is not None and line.fact.assistant == "1":
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="assistant",
    cause="modifier",
    order=76,
    trust="published",
    overturned="never",
    source="CMS fee schedule, assistant indicator 2025",
    find=_find,
)
