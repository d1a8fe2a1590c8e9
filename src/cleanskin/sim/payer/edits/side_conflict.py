"""The modifier names one side, the diagnosis the other."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import side_of


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        side = "R" if "RT" in line.modifiers else "L" if "LT" in line.modifiers else ""
        if not side or not line.diagnoses:
            continue
        other = side_of(line.diagnoses[0])
        if other and other != side:
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="side_conflict",
    cause="coding_edit",
    order=54,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="derived",
    source="laterality of procedure and diagnosis agree (coding rules DX-6)",
    find=_find,
)
