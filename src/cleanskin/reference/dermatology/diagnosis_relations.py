"""What the diagnoses of dermatology demand of one another, where no tabular list is loaded: a selection of its notes.

`excludes1`: not both for the same condition; `code_first` with `mandatory`: a manifestation, never first or alone;
`use_additional`: a further code belongs beside it.  Statements are this project's words.
"""

import functools
from collections.abc import Sequence
from datetime import date

from cleanskin.record.dermatology import DiagnosisRelation, GroupedDiagnosis
from cleanskin.record.diagnosis_code import CodeNote
from cleanskin.record.diagnosis_relation import Exclusion, NoteKind, Obligation, Standing
from cleanskin.reference.dermatology.diagnoses import diagnoses
from cleanskin.reference.dermatology.tables import Dated, in_force, load_rows

_SUGGESTED_MAX = 12


def excludes1_conflict(one: str, other: str, on: date) -> Exclusion | None:
    """Return the note by which two codes do not go together, from either side."""
    for code, excluded in ((one, other), (other, one)):
        for row in _relations_of(code, on, "excludes1"):
            if excluded.startswith(row.others) and not code.startswith(row.others):
                return Exclusion(code=code, excluded=excluded, at=row.code, note=_note(row))
    return None


def obligations(code: str, on: date) -> list[Obligation]:
    """Return what must or should go with a code."""
    kinds: tuple[NoteKind, ...] = ("code_first", "use_additional", "code_also")
    return [
        Obligation(code=code, kind=kind, at=row.code, note=_note(row), mandatory=row.mandatory)
        for kind in kinds
        for row in _relations_of(code, on, kind)
    ]


def standing(code: str, on: date) -> Standing | None:
    """Say of a code whether it may be billed on a day, so far as this selection can tell; None when it cannot.

    A code that others of the selection lengthen is a category and never billable.
    """
    rows = diagnoses().get(code)
    if rows:
        row = in_force(rows, on)
        label = (row or rows[0]).value.label
        return Standing(code=code, status="billable" if row else "not_in_release", label=label)
    longer = [one for one, held in _below().get(code, ()) if in_force(held, on)]
    if not longer:
        return None
    return Standing(code=code, status="not_billable", suggested=tuple(longer[:_SUGGESTED_MAX]))


def _note(row: DiagnosisRelation) -> CodeNote:
    return CodeNote(row.statement, row.others)


def _relations_of(code: str, on: date, kind: NoteKind) -> Sequence[DiagnosisRelation]:
    held = relations()
    lengths = range(3, len(code) + 1)
    return [row for end in lengths for row in held.get(code[:end], ()) if row.kind == kind and on in row.period]


@functools.cache
def relations() -> dict[str, list[DiagnosisRelation]]:
    """Return every relation by the beginning of the codes that it is about."""
    found: dict[str, list[DiagnosisRelation]] = {}
    for row in load_rows("diagnosis_relations", DiagnosisRelation, lists=("others",), flags=("mandatory",)):
        found.setdefault(row.value.code, []).append(row.value)
    return found


@functools.cache
def _below() -> dict[str, list[tuple[str, tuple[Dated[GroupedDiagnosis], ...]]]]:
    """Return the codes of the selection under each of their beginnings."""
    found: dict[str, list[tuple[str, tuple[Dated[GroupedDiagnosis], ...]]]] = {}
    for code, rows in sorted(diagnoses().items()):
        for end in range(3, len(code)):
            found.setdefault(code[:end], []).append((code, rows))
    return found
