"""Visits of a high level with simple diagnoses are paid one level lower."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import SIMPLE_DIAGNOSES

_LOWER = {"99214": "99213", "99215": "99214", "99204": "99203", "99205": "99204"}


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families:
        return ()
    found = []
    for line in case.lines:
        lower = _LOWER.get(line.code)
        if lower is None or not line.diagnoses or not all(code.startswith(SIMPLE_DIAGNOSES) for code in line.diagnoses):
            continue
        if case.chance_for("level").happens(case.payer.changed_code_parts * 10):
            found.append(Strike(lines=(line.index,), to_code=lower))
    return found


EDIT = Edit(
    name="level_lowered",
    cause="medical_necessity",
    order=86,
    payers=("medicare_advantage", "commercial", "exchange", "medicaid"),
    outside=True,
    why_outside="the program's rules and its share of claims are the payer's own",
    source="assumption",
    find=_find,
)
