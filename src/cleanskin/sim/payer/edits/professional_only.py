"""A technical part without a laboratory of its own."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if "26" in line.modifiers and "TC" in line.modifiers:
            found.append(line.index)
    return (Strike(lines=tuple(found), says="modifier_invalid"),) if found else ()


EDIT = Edit(
    name="professional_only",
    cause="coding_edit",
    order=76,
    trust="derived",
    overturned="never",
    source="one line is either the technical or the professional part",
    find=_find,
)
