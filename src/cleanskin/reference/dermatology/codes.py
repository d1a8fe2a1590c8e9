"""Dermatology's procedure codes: what each is, in the project's own words and figures.

Visit class, the rule:

- visit: seeing the patient (evaluation and management, also by telephone, video or message), and its add-ons;
- surgery: cutting out or closing: excision, Mohs, repairs, flaps, grafts and preparing their site, eyelid surgery;
- procedure: every other service done to the patient, mostly with a global period of 0 or 10 days: biopsy, shave,
  destruction, drainage, nails, injections into lesions, light, tests, imaging, radiation;
- pathology: tissue and laboratory;
- drug: drugs by unit, and giving them by injection;
- other: reported without being payable, supplies.

Global days are those of the Medicare physician fee schedule: 000, 010, 090, XXX (does not apply), YYY (the contractor
decides), ZZZ (that of the parent), MMM (maternity); None when the code is not in a schedule that was read.
The other columns are explained in the README of this folder.
"""

import functools
from collections.abc import Mapping
from datetime import date

from cleanskin.record.procedure import ProcedureFacts
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.tables import UNCHECKED, Dated, answer_for, in_force, load_table, read_rows


def procedure(code: str, on: date) -> Answer[ProcedureFacts] | None:
    """Return the facts of a procedure code on a day of service; None when the table has none for that day."""
    row = in_force(_by_code().get(code, ()), on)
    return answer_for(row, on, "" if row.value.source.checked_by else UNCHECKED) if row else None


def code_facts(code: str, as_of: date | None = None) -> ProcedureFacts | None:
    """Return the facts of a procedure code on a date of service; None when the table has none for that day.

    Without `as_of` the latest facts, also of a code that has ended.  Case and blanks of `code` do not matter.
    """
    rows = codes().get(code.strip().upper(), ())
    if as_of is None:
        return rows[-1] if rows else None
    return next((row for row in rows if as_of in row.period), None)


@functools.cache
def codes() -> Mapping[str, tuple[ProcedureFacts, ...]]:
    """Return all rows by code, each code's oldest first."""
    return {code: tuple(row.value for row in rows) for code, rows in _by_code().items()}


@functools.cache
def _by_code() -> Mapping[str, tuple[Dated[ProcedureFacts], ...]]:
    return load_table(
        "codes",
        ProcedureFacts,
        key=lambda facts: facts.code,
        lists=("parents", "replaced_by", "rules"),
        flags=("add_on", "single_dose", "needs_clia"),
    )


@functools.cache
def family_labels() -> Mapping[str, str]:
    """Return the label of each procedure family, 'other' included."""
    return {row["family"]: row["label"] for row in read_rows("families.tsv")}
