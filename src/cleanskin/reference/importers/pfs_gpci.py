"""Geographic practice cost indices (Addendum E of the physician fee schedule's final rule).

Layout: CMS, GPCI2025.csv and GPCI2026.csv, read 2026-11-21: title rows, one header row, one row a locality, footnotes.
Floors are already in the values; the footnote marks (`*`, `**`) behind a locality's name are taken off.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from cleanskin.kernel.identifiers import is_digits
from cleanskin.kernel.source import Source
from cleanskin.record.fee import LocalityIndex
from cleanskin.reference.importers.delimited import Row, heading
from cleanskin.reference.importers.pfs_tables import (
    RANKS,
    all_rows,
    decimal_of,
    form_of,
    head_rows,
    texts_of,
    year_period,
)
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "pfs-gpci"
WHERE = "CMS, Physician Fee Schedule, PFS Relative Value Files: take RVUyyX.zip, which holds GPCIyyyy.csv."
EXPECTED = "Addendum E of the final rule: contractor, state, locality number and name, work, PE and MP index."

_TITLE = re.compile(r"GEOGRAPHIC PRACTICE COST IND", re.IGNORECASE)
_YEAR = re.compile(r"\bCY\s*(20\d\d)")
_COLUMNS = {
    "mac": re.compile(r"medicare admini?strative contractor|^mac$|^contractor"),
    "state": re.compile(r"^state$"),
    "locality": re.compile(r"^locality number"),
    "name": re.compile(r"^locality name"),
    "pe": re.compile(r"\bpe gpci"),
    "mp": re.compile(r"\bmp gpci"),
}
_WORK = re.compile(r"\b(?:pw|work) gpci(?! without)")
_WORK_UNFLOORED = re.compile(r"\b(?:pw|work) gpci without")
GPCI_MAX = Decimal(5)
"""No index was ever near this: a larger number is a figure of another column."""


def _columns(row: Row) -> dict[str, int] | None:
    names = [heading(cell) for cell in row.cells]
    found = {
        field: next((place for place, name in enumerate(names) if pattern.search(name)), -1)
        for field, pattern in _COLUMNS.items()
    }
    floored = next((place for place, name in enumerate(names) if _WORK.search(name)), -1)
    bare = next((place for place, name in enumerate(names) if _WORK_UNFLOORED.search(name)), -1)
    found["work"] = floored if floored >= 0 else bare
    return None if min(found.values()) < 0 else found


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    return next(((index, columns) for index, row in enumerate(rows) if (columns := _columns(row))), None)


def recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Find Addendum E by its title; the proposed rule's is refused."""
    found: list[Batch | Refusal] = []
    for member in members:
        rows = head_rows(member)
        text = texts_of(rows[:8])
        if not _TITLE.search(text):
            continue
        year = _YEAR.search(text)
        if "PROPOSED" in text.upper():
            found.append(
                refusal(
                    "wrong-edition", member, "These are the indices of a proposed rule.", expected=EXPECTED, fix=WHERE
                )
            )
        elif _header(rows) is None:
            found.append(
                refusal(
                    "columns-not-as-expected",
                    member,
                    "The header of the indices was not found.",
                    expected=EXPECTED,
                    fix=WHERE,
                )
            )
        elif year is None:
            found.append(
                refusal("release-not-known", member, "The title names no calendar year.", expected=EXPECTED, fix=WHERE)
            )
        else:
            form = form_of(member)
            found.append(Batch(kind=KIND, release=year[1], form=form, rank=RANKS[form], members=(member,)))
    return found


def read(batch: Batch) -> Contents | Refusal:
    """Read one row a locality."""
    member: Member = batch.members[0]
    rows = list(all_rows(member))
    header = _header(rows[:25])
    if header is None:
        return refusal(
            "columns-not-as-expected", member, "The header of the indices was not found.", expected=EXPECTED, fix=WHERE
        )
    start, columns = header
    problems = RowProblems(base_name(member))
    found: dict[str, LocalityIndex] = {}
    count = 0
    for row in rows[start + 1 :]:
        mac = row.cell(columns["mac"])
        if not is_digits(mac):  # footnotes
            continue
        count += 1
        index = _index(row, columns)
        if index is None:
            problems.add(
                "row-not-readable",
                line=row.line,
                message="A locality without number, state or index.",
                expected=EXPECTED,
            )
            continue
        key = index.mac + index.locality
        if key in found and found[key] != index:
            problems.add(
                "row-repeated", line=row.line, message="The same locality with other indices.", loses_row=False
            )
        found[key] = index
    if too_many := problems.too_many(count):
        return too_many
    if not found:
        return refusal("no-rows", member, "No locality was found.", expected=EXPECTED, fix=WHERE)
    year = int(batch.release)
    return Contents(
        kind=KIND,
        release=batch.release,
        period=year_period(year),
        source=Source(title=f"CMS, Addendum E, final CY {year} geographic practice cost indices", trust="published"),
        tables=(KeyedTable(name="localities", row_type=LocalityIndex, rows=sorted(found.items())),),
        rows_read=count,
        problems=problems.findings(),
    )


def _index(row: Row, columns: dict[str, int]) -> LocalityIndex | None:
    values = [decimal_of(row.cell(columns[field]), places=3) for field in ("work", "pe", "mp")]
    mac, locality = row.cell(columns["mac"]).zfill(5), row.cell(columns["locality"]).zfill(2)
    state = row.cell(columns["state"])
    if any(value is None or not 0 < value < GPCI_MAX for value in values):
        return None
    if len(mac) != 5 or len(locality) != 2 or not is_digits(locality) or not re.fullmatch(r"[A-Z]{2}", state):
        return None
    work, pe, mp = (value or Decimal(0) for value in values)
    return LocalityIndex(
        mac=mac, locality=locality, state=state, name=row.cell(columns["name"]).rstrip("* "), work=work, pe=pe, mp=mp
    )


IMPORTER = Importer(
    kind=KIND,
    title="Geographic practice cost indices",
    answers="what a fee is worth in a Medicare locality",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("gpci*",),
    rows_min=100,
    recognise=recognise,
    read=read,
)
