"""Drug lines need the national drug code."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import DRUGS


def _find(case: Case) -> Iterable[Strike]:
    if case.families.isdisjoint(DRUGS):
        return ()
    found = tuple([line.index for line in case.lines if line.family in DRUGS and line.service.drug is None])
    return (Strike(lines=found),) if found else ()


EDIT = Edit(
    name="ndc",
    cause="coding_edit",
    order=45,
    payers=(
        "medicaid",
        "tanager_blue",
        "bramble_health",
        "quill_mutual",
        "heartwood_care",
        "exchange",
        "medicare_advantage",
    ),
    trust="derived",
    overturned="never",
    source="Medicaid by law (42 USC 1396r-8); commercial payers by policy",
    find=_find,
)
