"""De-identified output: what may be shown to people outside the practice.

Follows the Safe Harbor method of the HIPAA Privacy Rule, 45 CFR 164.514(b)(2): personal columns are removed, every
date that belongs to one claim keeps its year only, ZIP codes keep three digits (none where few people live), and
numbers that lead back to a person (control numbers, file names) become keyed pseudonyms.  The key is the caller's:
made anew at random and thrown away, it makes the pseudonyms as good as drawn by lot (164.514(c)).  Whether the result
may be published remains the practice's decision: free text the practice typed itself is not read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import msgspec
import polars as pl

from cleanskin.insight.report.model import (
    Block,
    EntityReport,
    Proof,
    Recommendation,
    Report,
    Scalar,
    Section,
    Table,
    TableColumn,
)
from cleanskin.insight.report.tables import DetailTable
from cleanskin.record.frame import Column

SPARSE_ZIP3 = frozenset(
    (
        "036",
        "059",
        "063",
        "102",
        "203",
        "556",
        "692",
        "790",
        "821",
        "823",
        "830",
        "831",
        "878",
        "879",
        "884",
        "890",
        "893",
    )
)
"""Three-digit ZIP areas of at most 20,000 people, written 000: HHS guidance on de-identification of 2012, Census 2000.
[check] against a newer census before relying on it."""

_NUMBERS = ("control_number", "file", "trace", "check", "claim_number", "account")
_PLACES = ("zip", "postal", "location")
_ZIP = re.compile(r"\d{5}(?:-?\d{4})?")


@dataclass(frozen=True)
class DeidentifiedTable:
    """A detail table without what leads back to a person."""

    name: str
    title: str
    columns: tuple[Column, ...]
    data: pl.DataFrame


def pseudonym(value: str, *, key: bytes) -> str:
    """Return a stable name for a value under a key: "P-" and sixteen digits and letters; nothing stays nothing.

    The key has at most 64 bytes (keyed BLAKE2b).
    """
    return "P-" + blake2b(value.encode(), key=key, digest_size=8).hexdigest().upper() if value else value


def zip3(value: str) -> str:
    """Cut a ZIP code to its first three digits, 000 where few people live; other texts stay."""
    if not _ZIP.fullmatch(value):
        return value
    return "000" if value[:3] in SPARSE_ZIP3 else value[:3]


def _treatment(name: str) -> str:
    """Say what to do with a column that is not personal, by its name: number, place or keep."""
    if any(part in name for part in _NUMBERS) and not name.endswith("segment"):
        return "number"
    return "place" if any(part in name for part in _PLACES) else "keep"


def _replaced(data: pl.DataFrame, name: str, change: Callable[[str], str]) -> pl.Expr:
    """Change the texts of a column, each distinct one once."""
    distinct = data[name].cast(pl.String).unique().drop_nulls().to_list()
    new = {old: change(old) for old in distinct}
    return pl.col(name).cast(pl.String).replace(list(new), list(new.values())).alias(name)


def deidentify_table(table: DetailTable, *, key: bytes) -> DeidentifiedTable:
    """Return a detail table de-identified; dates become the first day of their year."""
    kept = tuple(column for column in table.columns if not column.personal)
    data = table.data.select([column.name for column in kept])
    changes: list[pl.Expr] = []
    for column in kept:
        kind = data.schema[column.name]
        if isinstance(kind, pl.Date | pl.Datetime):
            changes.append(pl.col(column.name).dt.truncate("1y").alias(column.name))
        elif not isinstance(kind, pl.String | pl.Categorical | pl.Enum):
            continue
        elif _treatment(column.name) == "number":
            changes.append(_replaced(data, column.name, lambda text: pseudonym(text, key=key)))
        elif _treatment(column.name) == "place":
            changes.append(_replaced(data, column.name, zip3))
    return DeidentifiedTable(table.name, table.title, kept, data.with_columns(changes) if changes else data)


def deidentify_report(report: Report, *, key: bytes) -> Report:
    """Return the report de-identified: in tables that list single claims personal cells go, dates keep their year and
    control numbers become pseudonyms, as do the sample claims of a recommendation.

    Sums, shares and monthly trends speak of many claims and stay.
    """

    def block(one: Block) -> Block:
        if isinstance(one, Table):
            return _table(one, key=key)
        if isinstance(one, Recommendation) and one.proof is not None:
            return msgspec.structs.replace(one, proof=_proof(one.proof, key=key))
        return one

    def section(one: Section) -> Section:
        return msgspec.structs.replace(one, blocks=tuple(block(each) for each in one.blocks))

    def entity(one: EntityReport) -> EntityReport:
        return msgspec.structs.replace(one, sections=tuple(section(each) for each in one.sections))

    return msgspec.structs.replace(
        report,
        contains_patient_data=False,
        names_shown=False,
        front=tuple(block(each) for each in report.front),
        entities=tuple(entity(each) for each in report.entities),
        back=tuple(section(each) for each in report.back),
    )


def _proof(proof: Proof, *, key: bytes) -> Proof:
    return msgspec.structs.replace(proof, sample=tuple(pseudonym(one, key=key) for one in proof.sample))


def _table(table: Table, *, key: bytes) -> Table:
    """De-identify a shown table when its rows are single claims: it has a personal column or a control number."""
    if not any(column.personal or "control" in column.name for column in table.columns):
        return table
    keep = [index for index, column in enumerate(table.columns) if not column.personal]
    columns = tuple(table.columns[index] for index in keep)

    def row(values: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
        return tuple(_cell(table.columns[index], values[index], key=key) for index in keep)

    total = row(table.total) if table.total is not None else None
    return msgspec.structs.replace(
        table, columns=columns, rows=tuple(row(values) for values in table.rows), total=total
    )


def _cell(column: TableColumn, value: Scalar, *, key: bytes) -> Scalar:
    if isinstance(value, date):
        return str(value.year)
    if isinstance(value, str):
        name = "control_number" if "control" in column.name else column.name
        treatment = _treatment(name)
        return pseudonym(value, key=key) if treatment == "number" else zip3(value) if treatment == "place" else value
    return value
