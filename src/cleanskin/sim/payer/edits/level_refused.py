"""Visits of a high level with simple diagnoses are refused until the record shows the level."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import SIMPLE_DIAGNOSES

_HIGH = frozenset(("99204", "99205", "99214", "99215"))
_REFUSED_PARTS = 700


def _find(case: Case) -> Iterable[Strike]:
    if case.codes.isdisjoint(_HIGH):
        return ()
    found = [line for line in case.lines if line.code in _HIGH and line.diagnoses]
    found = [line for line in found if all(code.startswith(SIMPLE_DIAGNOSES) for code in line.diagnoses)]
    if not found or not case.chance_for("level_refused").happens(_REFUSED_PARTS):
        return ()
    return (Strike(lines=tuple([line.index for line in found])),)


EDIT = Edit(
    name="level_refused",
    cause="medical_necessity",
    order=85,
    payers=("medicaid", "tricare", "goldfinch_advantage", "heartwood_care"),
    outside=True,
    why_outside="a score of the payer's own, from diagnoses and history",
    source="assumption",
    find=_find,
)
