"""The diagnosis does not go with the procedure."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists_of_diagnoses import accepted_diagnoses


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        allowed = accepted_diagnoses(line.code, line.family)
        if allowed is not None and line.diagnoses and not any(code.startswith(allowed) for code in line.diagnoses):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="diagnosis_mismatch",
    cause="coding_edit",
    order=56,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    source="table of diagnoses; derived from coding rules where marked",
    find=_find,
)
