"""Add-on code edits (CMS): under which primary codes an add-on code is accepted.  Preview: no original file read yet.

Workbook: a notice, then named columns (edit type, add-on code and its deletion, primary code and its deletion,
effective and deletion day of the edit, notes).  Text: the same fields, tab separated or of fixed width.  Type 1 lists
all primaries, type 2 has none (`CCCCC`: the contractor decides), type 3 lists some.  Days are written as year and day
of the year (2026001), in some copies as YYYYMMDD; both are read.  A deletion day counts as the last day.

Sources: column names and form of dates as users of the 2024Q2 and 2026Q2 workbooks describe them [check]; types: CMS,
Medicare NCCI add-on code edits; widths of the text form [assumed], so that the workbook is preferred.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, cast

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import AddOnEdit, AddOnPrimary, AddOnType
from cleanskin.reference.importers.code_shapes import PROCEDURE_SHAPE, is_procedure
from cleanskin.reference.importers.delimited import Row, decoded, decoded_head, is_text
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.quarters import quarter_in
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "ncci-add-on"
WHERE = "CMS, Medicare NCCI Add-on Code Edits: AOC_V<quarter>-MCR, the workbook or the text."
EXPECTED = "Edit type, add-on code, its deletion, primary code, its deletion, effective and deletion day of the edit."
CONTRACTOR_DEFINED = "CCCCC"
LONG_AGO = date(1900, 1, 1)
"""Where an edit states no first day."""

# heading without blanks begins with this -> field
_COLUMNS = {
    "aocedittype": "type",
    "addoncode": "add_on",
    "aocdel": "add_on_deleted",
    "primarycodedel": "primary_deleted",
    "primarycode": "primary",
    "aocediteff": "effective",
    "aoceditdel": "deleted",
}
_FIELDS = ("type", "add_on", "add_on_deleted", "primary", "primary_deleted", "effective", "deleted")
_FIXED = re.compile(r"([123])([0-9A-Z]{5})(.{7})([0-9A-Z]{5})(.{7})(.{7})(.{7})")
_NAMED = re.compile(r"aoc[-_ ]?v?20[0-9]{2}", re.IGNORECASE)
_NO_DAY = frozenset({"", "*", "0", "0000000", "00000000", "9999999", "99999999", "9999365", "99991231"})


class _Edit(NamedTuple):
    add_on: str
    type: AddOnType
    primary: str
    period: Period


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    return [found for member in members if (found := _recognised(member)) is not None]


def _recognised(member: Member) -> Batch | Refusal | None:
    form = _form(member)
    if not form:
        return None
    name = base_name(member).lower()
    if "mcd" in name or "medicaid" in member.name.lower():
        message = "These are the add-on code edits of Medicaid."
        return refusal("wrong-edition", member, message, expected="The edits of Medicare.", fix=WHERE)
    quarter = quarter_in(member.name)
    if quarter is None:
        message = "Neither the name nor the content says the quarter."
        return refusal("release-not-known", member, message, expected="A name like AOC_V2026Q2-MCR.xlsx.", fix=WHERE)
    ranks = {"workbook": 0, "named": 1, "fixed": 2}
    return Batch(kind=KIND, release=quarter.name, form=form, rank=ranks[form], members=(member,))


def _form(member: Member) -> str:
    head = member.head(4096)
    if _header(head_rows(member)) is not None:
        return "named" if is_text(head) else "workbook"
    if not is_text(head):
        return ""
    lines = [line for line in decoded_head(member, 8192).splitlines()[:40] if line.strip()]
    fitting = sum(_FIXED.match(line) is not None for line in lines)
    return "fixed" if fitting and (_NAMED.search(base_name(member)) or fitting * 2 > len(lines)) else ""


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows[:20]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row.cells):
            bare = "".join(c for c in cell.lower() if c.isalnum())
            field = next((field for start, field in _COLUMNS.items() if bare.startswith(start)), "")
            if field:
                places.setdefault(field, place)
        if {"type", "add_on", "primary", "effective"} <= places.keys():
            return index, places
    return None


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    problems = RowProblems(base_name(member))
    cells = list(_fixed_cells(member) if batch.form == "fixed" else _named_cells(member, problems))
    edits = [edit for line, row in cells if (edit := _edit(line, row, problems)) is not None]
    if not edits:
        message = "No row has an edit type, an add-on code and a primary code." if cells else "No data row was found."
        kind = "columns-not-as-expected" if cells else "no-rows"
        return refusal(kind, member, message, expected=EXPECTED, fix=WHERE)
    too_many = problems.too_many(len(cells))
    if too_many:
        return too_many
    if any(len(row["effective"]) == 7 for _, row in cells):
        problems.add("date-form-assumed", line=cells[0][0], message="", loses_row=False)
    quarter = quarter_in(batch.release)
    days = [edit.period.start for edit in edits if edit.period.start > LONG_AGO]
    ends = [edit.period.end - timedelta(days=1) for edit in edits if edit.period.end is not None]
    return Contents(
        kind=KIND,
        release=batch.release,
        period=quarter.period if quarter else Period(min(days, default=LONG_AGO)),
        source=Source(title="CMS, Medicare NCCI add-on code edits", locator=batch.release, trust="published"),
        tables=(KeyedTable(name="add_ons", row_type=AddOnEdit, rows=_grouped(edits)),),
        rows_read=len(cells),
        dates=(min(days, default=None), max([*days, *ends], default=None)),
        problems=problems.findings(),
    )


def _named_cells(member: Member, problems: RowProblems) -> Iterator[tuple[int, dict[str, str]]]:
    table = all_rows(member)
    header = _header(table.rows)
    if header is None:
        return
    index, places = header
    for row in below(table, index, columns=places["effective"] + 1, problems=problems):
        yield row.line, {field: row.cell(places.get(field, -1)) for field in _FIELDS}


def _fixed_cells(member: Member) -> Iterator[tuple[int, dict[str, str]]]:
    for line, text in enumerate(decoded(member.data()).splitlines(), start=1):
        match = _FIXED.match(text)
        if match:
            yield line, dict(zip(_FIELDS, (cell.strip() for cell in match.groups()), strict=True))


def _edit(line: int, row: dict[str, str], problems: RowProblems) -> _Edit | None:
    for code in (row["add_on"], row["primary"]):
        if not is_procedure(code) and code != CONTRACTOR_DEFINED:
            problems.bad_code(line=line, code=code, expected=PROCEDURE_SHAPE)
            return None
    if row["type"] not in ("1", "2", "3") or row["add_on"] == CONTRACTOR_DEFINED:
        problems.add(
            "row-not-readable", line=line, message="The edit type or the add-on code is missing.", expected="1, 2 or 3."
        )
        return None
    start = LONG_AGO if row["effective"] in _NO_DAY else _day(row["effective"])
    texts = [row[field] for field in ("deleted", "primary_deleted", "add_on_deleted") if row[field] not in _NO_DAY]
    lasts = [_day(text) for text in texts]
    if start is None or None in lasts or min([*filter(None, lasts), date.max]) < start:
        message = f"The days of {row['add_on']} with {row['primary']} cannot be, or end before they begin."
        problems.add("dates-contradict", line=line, message=message, expected="YYYYDDD or YYYYMMDD.")
        return None
    end = min(filter(None, lasts)) + timedelta(days=1) if lasts else None
    return _Edit(row["add_on"], cast(AddOnType, int(row["type"])), row["primary"], Period(start, end))


def _day(text: str) -> date | None:
    """Return the day of YYYYDDD (year and day of the year) or of the forms `day_of` knows."""
    if len(text) == 7 and text.isdecimal() and text.isascii() and 1 <= int(text[4:]) <= 366 and int(text[:4]):
        day = date(int(text[:4]), 1, 1) + timedelta(days=int(text[4:]) - 1)
        return day if day.year == int(text[:4]) else None
    return day_of(text)


def _grouped(edits: Sequence[_Edit]) -> list[tuple[str, AddOnEdit]]:
    """Return one row per add-on code and type, with its primaries; its period spans those of its edits."""
    groups: dict[tuple[str, AddOnType], list[_Edit]] = defaultdict(list)
    for edit in edits:
        groups[edit.add_on, edit.type].append(edit)
    rows = []
    for (add_on, kind), group in sorted(groups.items()):
        ends = [edit.period.end for edit in group]
        end = None if None in ends else max(filter(None, ends))
        period = Period(min(edit.period.start for edit in group), end)
        listed = {(edit.primary, edit.period) for edit in group if edit.primary != CONTRACTOR_DEFINED}
        primaries = tuple(AddOnPrimary(code=code, period=held) for code, held in sorted(listed, key=_order))
        rows.append((add_on, AddOnEdit(add_on=add_on, type=kind, primaries=primaries, period=period)))
    return rows


def _order(listed: tuple[str, Period]) -> tuple[str, date]:
    return listed[0], listed[1].start


IMPORTER = Importer(
    kind=KIND,
    title="Add-on code edits",
    answers="which primary codes an add-on code needs on the same day",
    publisher="CMS",
    where_to_get=WHERE,
    dating="rows",
    status="preview",
    file_names=("aoc_v*",),
    rows_min=5_000,
    recognise=_recognise,
    read=_read,
)
