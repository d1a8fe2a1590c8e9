"""Diagnoses that leave the side open."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import leaves_side_open


def _find(case: Case) -> Iterable[Strike]:
    open_side = frozenset([one.code for one in case.claim.diagnoses if leaves_side_open(one.code)])
    if not open_side:
        return ()
    found = tuple([line.index for line in case.lines if line.diagnoses and line.diagnoses[0] in open_side])
    return (Strike(lines=found),) if found else ()


EDIT = Edit(
    name="unspecified_side",
    cause="coding_edit",
    order=53,
    payers=("tanager_blue", "heartwood_care", "exchange", "quill_mutual"),
    source="several commercial payers refuse unspecified laterality; which ones is assumed",
    find=_find,
)
