"""Diagnoses that a dermatology practice bills: a selection of billable ICD-10-CM codes, grouped for rules and coders.

`group` is what a rule asks first; `condition` is narrower:

- malignant, in_situ, premalignant, uncertain (by pathology), unspecified_neoplasm (pathology pending), benign;
- infection, infestation and viral growths under infection; inflammatory, acne, nail, hair, sweat, pigment, keratosis,
  scar, vascular, ulcer, oral, congenital, other;
- injury, complication, symptom, cosmetic, encounter, history.

`site_digit` is the fourth character of the skin-growth categories: 0 lip, 1 eyelid, 2 ear, 3 face, 4 scalp and neck,
5 trunk, 6 upper limb, 7 lower limb, 8 overlapping or other, 9 not stated; empty elsewhere.  Whether a code is billable
is published; labels and groups are this project's own words and judgment, `checked_by` says who qualified has checked.
A first day is given where it is known; the table knows no day before October 1, 2024.
"""

import functools
from collections.abc import Mapping
from datetime import date

from cleanskin.record.dermatology import GroupedDiagnosis
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import UNCHECKED, Dated, answer_for, in_force, load_table


def diagnosis(code: str, on: date) -> Answer[DiagnosisFacts] | None:
    """Return a diagnosis as the store answers it: billable, with the pack's label and side, without notes."""
    row = in_force(diagnoses().get(code, ()), on)
    if row is None:
        return None
    found = answer_for(row, on)
    value = found.value
    facts = DiagnosisFacts(code=value.code, label=value.label, billable=True, laterality=value.laterality)
    return Answer(facts, found.provenance, found.notice)


def grouped_diagnosis(code: str, on: date) -> Answer[GroupedDiagnosis] | None:
    """Return group, condition and site of a diagnosis on a day of service; None when the table has none."""
    row = in_force(diagnoses().get(code, ()), on)
    return answer_for(row, on, "" if row.value.source.checked_by else UNCHECKED) if row else None


@functools.cache
def diagnoses() -> Mapping[str, tuple[Dated[GroupedDiagnosis], ...]]:
    """Return all rows by code, each code's oldest first."""
    return load_table("diagnoses", GroupedDiagnosis, key=lambda row: row.code)
