"""A cancer diagnosis on an excision of benign tissue."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.lists import is_malignant


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if line.family == "excision_benign" and line.diagnoses and is_malignant(line.diagnoses[0]):
            found.append(line.index)
    return (Strike(lines=tuple(found), says="diagnosis_mismatch"),) if found else ()


EDIT = Edit(
    name="malignant_as_benign",
    cause="coding_edit",
    order=57,
    payers=("commercial", "exchange", "medicaid"),
    trust="derived",
    source="coding rules DX-5, SC-14",
    find=_find,
)
