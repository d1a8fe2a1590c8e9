"""Place-of-service codes: names, and which of the fee schedule's two amounts Medicare pays there.

A table (csv, tab or workbook) with named columns: code, name, and where it has one the payment setting.  Codes that are
not assigned are left out.  The list has no release name of its own; year and month are taken from the file's name.
Source: CMS, place of service code set; setting: CMS, Medicare claims processing manual, chapter 26, section 10.5.
"""

import re
from collections.abc import Sequence
from datetime import date

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.fee import PlaceOfService, Setting
from cleanskin.reference.importers.delimited import Row, heading, is_text, named_places
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "place-of-service"
WHERE = "CMS, Place of Service Codes: the code set's table, saved as csv or workbook with year and month in its name."
EXPECTED = "Named columns: place of service code, place of service name; optional: facility or non-facility."
UNDATED = "undated"
"""The release of a list whose name says no month."""
LONG_AGO = date(1900, 1, 1)

_COLUMNS = {
    "code": ("pos code", "place of service code", "place of service code s", "place of service codes", "pos"),
    "name": ("pos name", "place of service name", "name"),
    "setting": ("pos type", "setting", "payment setting", "payment rate", "facility or non facility"),
}
_SETTINGS: dict[str, Setting] = {"facility": "facility", "f": "facility", "non facility": "nonfacility"}
_SETTINGS |= {"nonfacility": "nonfacility", "nf": "nonfacility", "nonfac": "nonfacility"}
_MONTH = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?(0[1-9]|1[0-2])(?![0-9])")
_CODE = re.compile(r"[0-9]{2}", re.ASCII)
_CODES = re.compile(r"[0-9]{1,2} ?[-–] ?[0-9]{1,2}")


def _recognise(members: Sequence[Member]) -> Sequence[Batch]:
    return [
        Batch(kind=KIND, release=_month_in(base_name(member)) or UNDATED, form="table", members=(member,))
        for member in members
        if _header(head_rows(member)) is not None
    ]


def _month_in(name: str) -> str:
    month = _MONTH.search(name)
    return f"{month[1]}-{month[2]}" if month else ""


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows[:20]):
        places = named_places(row, _COLUMNS)
        if "code" in places and "name" in places:
            return index, places
    return None


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    table = all_rows(member)
    header = _header(table.rows)
    if header is None:
        return refusal("columns-not-as-expected", member, "No header was found.", expected=EXPECTED, fix=WHERE)
    index, columns = header
    problems = RowProblems(base_name(member))
    rows = below(table, index, columns=len(table.rows[index].cells), problems=problems, has_long_texts=True)
    is_workbook = not is_text(member.head(512))
    places: dict[str, PlaceOfService] = {}
    for row in rows:
        code = row.cell(columns["code"])
        code = code.zfill(2) if is_workbook and code.isdigit() else code
        name = row.cell(columns["name"])
        if (name and "unassigned".startswith(name.lower()[:10])) or _CODES.fullmatch(code):
            continue
        if not _CODE.fullmatch(code) or not name:
            problems.bad_code(line=row.line, code=code, expected="Two digits, and a name.")
            continue
        setting = _SETTINGS.get(heading(row.cell(columns.get("setting", -1))))
        place = PlaceOfService(code=code, name=name, setting=setting)
        if places.get(code, place) != place:
            problems.add("row-repeated", line=row.line, message=f"{code} stands twice.", loses_row=False)
        places[code] = place
    if not places:
        return refusal("no-rows", member, "No row has a code and a name.", expected=EXPECTED, fix=WHERE)
    if batch.release == UNDATED:
        message = "The list has no date: it answers for every day."
        problems.add("release-inferred", line=1, message=message, loses_row=False)
    start = LONG_AGO if batch.release == UNDATED else date.fromisoformat(f"{batch.release}-01")
    return problems.too_many(len(rows)) or Contents(
        kind=KIND,
        release=batch.release,
        period=Period(start),
        source=Source(title="CMS, place of service code set", locator=batch.release, trust="published"),
        tables=(KeyedTable(name="places", row_type=PlaceOfService, rows=sorted(places.items())),),
        rows_read=len(rows),
        problems=problems.findings(),
    )


IMPORTER = Importer(
    kind=KIND,
    title="Place-of-service codes",
    answers="what a place-of-service code means and which fee schedule amount is paid there",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    status="preview",
    file_names=("*place*of*service*", "pos_*", "pos-*"),
    rows_min=40,
    recognise=_recognise,
    read=_read,
)
