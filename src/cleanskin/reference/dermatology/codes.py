"""Dermatology's procedure codes: own-words label, family, visit class, global days, add-on parents.

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
Labels are the project's own words.  The table knows no payer's rules and no dates before the first it lists.
"""

import functools
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Literal

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Trust

VisitClass = Literal["visit", "procedure", "surgery", "pathology", "drug", "other"]
GlobalDays = Literal["000", "010", "090", "XXX", "YYY", "ZZZ", "MMM"]


class CodeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one procedure code in one period."""

    code: str
    label: str
    family: str
    visit_class: VisitClass
    global_days: GlobalDays | None = None
    add_on: bool = False
    parents: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    source: str
    trust: Trust
    checked_on: date | None = None

    @property
    def period(self) -> Period:
        """The dates of service on which the code is valid, as far as the table knows."""
        return Period(self.effective_from or date.min, self.effective_to)


def code_facts(code: str, as_of: date | None = None) -> CodeFacts | None:
    """Return the facts of a procedure code on a date of service; None when the table has none for that day.

    Without `as_of` the latest facts, also of a code that has ended.
    """
    rows = codes().get(code.strip().upper(), ())
    if as_of is None:
        return rows[-1] if rows else None
    return next((row for row in rows if as_of in row.period), None)


@functools.cache
def codes() -> Mapping[str, tuple[CodeFacts, ...]]:
    """Return all rows by code, each code's oldest first."""
    found: dict[str, list[CodeFacts]] = {}
    for cells in _rows("codes.tsv"):
        values: dict[str, object] = {name: cell for name, cell in cells.items() if cell}
        values["add_on"] = cells["add_on"] == "yes"
        values["parents"] = cells["parents"].split()
        row = msgspec.convert(values, CodeFacts, strict=False)
        found.setdefault(row.code, []).append(row)
    return {code: tuple(sorted(rows, key=lambda row: row.effective_from or date.min)) for code, rows in found.items()}


@functools.cache
def family_labels() -> Mapping[str, str]:
    """Return the label of each procedure family, 'other' included."""
    return {cells["family"]: cells["label"] for cells in _rows("families.tsv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines() if line)
    return [dict(zip(header, cells, strict=True)) for cells in lines]
