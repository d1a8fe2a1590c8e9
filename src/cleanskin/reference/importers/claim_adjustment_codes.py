"""Numbers and days of claim adjustment reason (CARC), remark (RARC) and group codes.  The wording is never read.

A table (csv, tab or workbook) with named columns: code, start day, last change, stop day, and which list a code belongs
to; without that column the list is told by the code's shape (M, MA and N codes are remarks, five codes are groups).
The stop day counts as the last day of use [check]: the lists mix last days of months with first days.
Source of the lists: X12, external code lists 139 and 411; the publisher's own page has to be saved as a table.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from cleanskin.kernel.identifiers import is_carc, is_rarc
from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.code_list import AdjustmentCode
from cleanskin.reference.importers.delimited import Row, named_places
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "claim-adjustment-codes"
WHERE = "X12, external code lists: claim adjustment reason codes and remittance advice remark codes, saved as a table."
EXPECTED = "Named columns: code, list (CARC, RARC or group), start date, stop date."
LONG_AGO = date(1900, 1, 1)
"""Where the list gives no first day (group codes)."""

CodeList = Literal["carc", "rarc", "group"]

_GROUPS = frozenset({"CO", "CR", "OA", "PI", "PR"})
_KEYS: dict[CodeList, str] = {"carc": "C", "rarc": "R", "group": "G"}
_WORDS: dict[CodeList, tuple[str, ...]] = {"carc": ("carc", "reason"), "rarc": ("rarc", "remark"), "group": ("group",)}
_COLUMNS = {
    "code": ("code", "carc", "rarc", "reason code", "remark code", "adjustment reason code", "code value"),
    "list": ("list", "code list", "type", "code type", "code set"),
    "start": ("start date", "start", "effective date", "effective"),
    "modified": ("last modified", "last modified date", "modified"),
    "stop": ("end date", "stop date", "stop", "end", "deactivation date", "deactivated"),
}
_MONTH = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?(0[1-9]|1[0-2])(?![0-9])")


def _recognise(members: Sequence[Member]) -> Sequence[Batch]:
    found = ((member, _lists(head_rows(member))) for member in members)
    return [_batch(member, lists) for member, lists in found if lists]


def _batch(member: Member, lists: frozenset[CodeList]) -> Batch:
    """A file without a column that names the list holds one list: a part of the release."""
    header = _header(head_rows(member))
    is_mixed = header is None or "list" in header[1] or len(lists) > 1
    part = "" if is_mixed else next(iter(lists))
    return Batch(kind=KIND, release=_month_in(base_name(member)), part=part, form="table", members=(member,))


def _lists(rows: Sequence[Row]) -> frozenset[CodeList]:
    """Return the lists to which the first codes belong; none when most are not of these lists."""
    header = _header(rows)
    if header is None:
        return frozenset()
    found = [_list_of(row.cell(header[1]["code"]), "") for row in rows[header[0] + 1 :]]
    known = [one for one in found if one is not None]
    return frozenset(known) if len(known) * 2 > len(found) else frozenset()


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows[:20]):
        places = named_places(row, _COLUMNS)
        if "code" in places and "start" in places and "stop" in places:
            return index, places
    return None


def _month_in(name: str) -> str:
    month = _MONTH.search(name)
    return f"{month[1]}-{month[2]}" if month else ""


def _list_of(code: str, stated: str) -> CodeList | None:
    """Return the list of a code; None when the code has the shape of none, or not of the stated one."""
    by_shape: CodeList | None = "group" if code in _GROUPS else None
    by_shape = by_shape or ("rarc" if is_rarc(code) else "carc" if is_carc(code) else None)
    named = stated.lower()
    if not named or by_shape is None:
        return by_shape
    return by_shape if any(word in named for word in _WORDS[by_shape]) else None


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    table = all_rows(member)
    header = _header(table.rows)
    if header is None:
        return refusal("columns-not-as-expected", member, "No header was found.", expected=EXPECTED, fix=WHERE)
    index, places = header
    problems = RowProblems(base_name(member))
    rows = below(table, index, columns=places["stop"] + 1, problems=problems)
    codes: dict[str, AdjustmentCode] = {}
    days: list[date] = []
    for row in rows:
        code = _code(row, places, problems, days)
        if code is None:
            continue
        key = _KEYS[code.code_list] + code.code
        if codes.get(key, code) != code:
            message = f"{code.code} stands twice with different days."
            problems.add("row-repeated", line=row.line, message=message, loses_row=False)
        codes[key] = code
    if not codes:
        return refusal("no-rows", member, "No row has a code.", expected=EXPECTED, fix=WHERE)
    too_many = problems.too_many(len(rows))
    if too_many:
        return too_many
    release = batch.release or (f"{max(days):%Y-%m}" if days else "")
    if not release:
        message = "Neither name nor rows say the month."
        return refusal("release-not-known", member, message, expected="The year and month in the file's name.")
    if not batch.release:
        problems.add("release-inferred", line=1, message=f"Taken for {release}.", loses_row=False)
    return Contents(
        kind=KIND,
        release=release,
        part=batch.part,
        parts_expected=("carc", "rarc") if batch.part else (),
        period=Period(date.fromisoformat(f"{release}-01")),
        source=Source(title="X12, external code lists 139 and 411", locator=release, trust="published"),
        tables=(KeyedTable(name="adjustment_codes", row_type=AdjustmentCode, rows=sorted(codes.items())),),
        rows_read=len(rows),
        dates=(min(days, default=None), max(days, default=None)),
        problems=problems.findings(),
    )


def _code(row: Row, places: dict[str, int], problems: RowProblems, days: list[date]) -> AdjustmentCode | None:
    code = row.cell(places["code"])
    code_list = _list_of(code, row.cell(places.get("list", -1)))
    if code_list is None:
        problems.bad_code(line=row.line, code=code, expected="A code of the list that the row names.")
        return None
    start_text, stop_text = row.cell(places["start"]), row.cell(places["stop"])
    start = day_of(start_text) if start_text else LONG_AGO
    stop = day_of(stop_text) if stop_text else None
    if start is None or (stop_text and stop is None) or (stop is not None and stop < start):
        message = f"The days of {code} cannot be, or it stops before it starts."
        problems.add("dates-contradict", line=row.line, message=message, expected="A start day, and a later stop day.")
        return None
    modified = day_of(row.cell(places.get("modified", -1)))
    days.extend(day for day in (start, stop, modified) if day is not None and day != LONG_AGO)
    period = Period(start, stop + timedelta(days=1) if stop else None)
    return AdjustmentCode(code=code, code_list=code_list, period=period)


IMPORTER = Importer(
    kind=KIND,
    title="Claim adjustment reason, remark and group codes",
    answers="whether an adjustment or remark code was in use on a day",
    publisher="X12",
    where_to_get=WHERE,
    dating="rows",
    status="preview",
    file_names=("*carc*", "*rarc*", "*adjustment-reason*", "*remark-codes*"),
    rows_min=300,
    recognise=_recognise,
    read=_read,
)
