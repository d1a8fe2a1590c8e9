"""HCPCS level II codes and modifiers (CMS, quarterly): csv or workbook of 48 named columns, or text of fixed width.

The csv writes modifiers right-justified to five characters; the text has one record of a code (kind 3) or modifier
(kind 7) and, when its long wording is longer than 80 characters, further ones (kinds 4 and 8).  A termination day is
the last day on which the code may be used: GD ended 2019-12-31 by an action of 2020-01-01.  Codes that begin with D
are the American Dental Association's.
Source: CMS, HCPCS contractor record layout 2024 (positions); the csv as published for October 2026.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cleanskin.kernel.identifiers import is_modifier
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import HcpcsFacts
from cleanskin.reference.importers.delimited import Row, decoded, decoded_head, find_header, is_text
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.quarters import Quarter, quarter_in, quarter_of
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "hcpcs-level-2"
WHERE = "CMS, HCPCS Quarterly Update: the alpha-numeric file of the quarter, HCPC<year>_<month>_ANWEB."
EXPECTED = "48 columns from HCPC to ACTION CD, or records of fixed width with code, sequence number and kind of record."
CODE_SHAPE = "A capital letter and four digits, or a modifier of two characters."

_NAME = re.compile(r"HCPC(20[0-9]{2})[-_ ]*(JAN|APR|JUL|OCT)", re.IGNORECASE)
_CODE = re.compile(r"[A-V][0-9]{4}", re.ASCII)
_RECORD = re.compile(r"(?:[A-V][0-9]{4}|   [0-9A-Z]{2})[0-9]{5}[3478]")
_REQUIRED = ("hcpc", "recid", "long description", "short description", "add dt", "act eff dt", "term dt", "action cd")
_COLUMNS_COUNT = 48

# field -> first and last position of a record, from 1
_POSITIONS = {
    "hcpc": (1, 5),
    "recid": (11, 11),
    "long description": (12, 91),
    "short description": (92, 119),
    **{f"price{n}": (118 + 2 * n, 119 + 2 * n) for n in range(1, 5)},
    **{f"xref{n}": (200 + 5 * n, 204 + 5 * n) for n in range(1, 6)},
    "cov": (230, 230),
    "betos": (257, 259),
    **{f"tos{n}": (260 + n, 260 + n) for n in range(1, 6)},
    "add dt": (269, 276),
    "act eff dt": (277, 284),
    "term dt": (285, 292),
    "action cd": (293, 293),
}


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    return [found for member in members if (found := _recognised(member)) is not None]


def _recognised(member: Member) -> Batch | None:
    head = member.head(4096)
    form = ""
    if find_header(head_rows(member), required=_REQUIRED) is not None:
        form = "csv" if is_text(head) else "workbook"
    elif head and is_text(head) and _has_records(member):
        form = "fixed"
    if not form:
        return None
    quarter = _quarter(member)
    ranks = {"fixed": 0, "csv": 1, "workbook": 2}
    release = quarter.name if quarter else ""
    return Batch(kind=KIND, release=release, form=form, rank=ranks[form], members=(member,))


def _has_records(member: Member) -> bool:
    """True when most lines are records, or some are and the name is the official one."""
    lines = [line for line in decoded_head(member, 16384).splitlines()[:60] if line.strip()]
    records = sum(_RECORD.match(line) is not None for line in lines)
    return records * 2 > len(lines) or (records > 0 and _NAME.search(base_name(member)) is not None)


def _quarter(member: Member) -> Quarter | None:
    named = _NAME.search(base_name(member))
    return quarter_in(f"{named[1]}_{named[2]}") if named else quarter_in(member.name)


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    problems = RowProblems(base_name(member))
    cells = list(_fixed_cells(member, problems) if batch.form == "fixed" else _named_cells(member, problems))
    facts = _joined(cells, problems)
    if not facts:
        kind = "columns-not-as-expected" if cells else "no-rows"
        return refusal(kind, member, "No row has a HCPCS code.", expected=EXPECTED, fix=WHERE)
    too_many = problems.too_many(len(cells))
    if too_many:
        return too_many
    days = [day for one in facts.values() for day in (one.added_on, one.effective_on, one.terminated_on) if day]
    starts = [day for one in facts.values() for day in (one.added_on, one.effective_on) if day]
    quarter = _quarter(member) or (quarter_of(max(starts)) if starts else None)
    if quarter is None:
        message = "Neither name nor rows say the quarter."
        return refusal("release-not-known", member, message, expected="A name like HCPC2026_OCT_ANWEB.csv.", fix=WHERE)
    period = quarter.period
    if starts and period.end and max(starts) >= period.end:
        message = f"The name says {quarter.name}, but a code begins on {max(starts)}."
        return refusal("release-contradicted", member, message, expected=f"The file of {quarter.name}.", fix=WHERE)
    if not batch.release:
        problems.add("release-inferred", line=1, message=f"Taken for {quarter.name}.", loses_row=False)
    return Contents(
        kind=KIND,
        release=quarter.name,
        period=period,
        source=Source(title="CMS, HCPCS level II quarterly update", locator=quarter.name, trust="published"),
        tables=(KeyedTable(name="hcpcs", row_type=HcpcsFacts, rows=sorted(facts.items())),),
        rows_read=len(cells),
        dates=(min(days, default=None), max(days, default=None)),
        problems=problems.findings(),
    )


def _named_cells(member: Member, problems: RowProblems) -> Iterator[tuple[int, dict[str, str]]]:
    table = all_rows(member)
    header = find_header(table.rows, required=_REQUIRED)
    if header is None:
        return
    index, places = header
    for row in below(table, index, columns=places["action cd"] + 1, problems=problems):
        if len(row.cells) <= places["long description"]:
            problems.add("row-not-readable", line=row.line, message="The row is too short.", expected=EXPECTED)
            continue
        yield row.line, _fields(row, places)


def _fields(row: Row, places: dict[str, int]) -> dict[str, str]:
    return {name: row.cell(places.get(name, -1)) for name in _POSITIONS}


def _fixed_cells(member: Member, problems: RowProblems) -> Iterator[tuple[int, dict[str, str]]]:
    text = decoded(member.data())
    lines = text.splitlines()
    is_cut = not text.endswith(("\n", "\r"))
    for number, line in enumerate(lines, start=1):
        if not _RECORD.match(line):
            looks_like_one = re.match(r"[ A-Za-z0-9.]{5}[0-9]{5}[3478]", line)
            if looks_like_one:
                problems.bad_code(line=number, code=line[:5].strip(), expected=CODE_SHAPE)
            continue
        last_position = _POSITIONS["action cd"][1]
        if is_cut and number == len(lines) and len(line) < last_position:
            problems.add("last-row-cut", line=number, message="The last record is incomplete and was left out.")
            continue
        yield number, {name: line[first - 1 : last].strip() for name, (first, last) in _POSITIONS.items()}


def _joined(cells: Sequence[tuple[int, dict[str, str]]], problems: RowProblems) -> dict[str, HcpcsFacts]:
    """Return facts by code; the wording of further records is put behind that of the first."""
    firsts: dict[str, tuple[int, dict[str, str]]] = {}
    wordings: dict[str, list[str]] = {}
    for line, row in cells:
        code, kind = row["hcpc"], row["recid"]
        if not (_CODE.fullmatch(code) or is_modifier(code)):
            problems.bad_code(line=line, code=code, expected=CODE_SHAPE)
        elif kind in ("4", "8") and code in firsts:
            wordings[code].append(row["long description"])
        elif code in firsts:
            message = f"{code} stands twice; the last one counts."
            problems.add("row-repeated", line=line, message=message, loses_row=False)
            firsts[code], wordings[code] = (line, row), [row["long description"]]
        elif kind in ("4", "8"):
            message = f"The wording of {code} goes on, but its first record is missing."
            problems.add("row-not-readable", line=line, message=message)
        else:
            firsts[code], wordings[code] = (line, row), [row["long description"]]
    return {code: _facts(line, row, " ".join(wordings[code]), problems) for code, (line, row) in firsts.items()}


def _facts(line: int, row: dict[str, str], wording: str, problems: RowProblems) -> HcpcsFacts:
    days: dict[str, date | None] = {}
    for name in ("add dt", "act eff dt", "term dt"):
        text = row[name]
        days[name] = day_of(text) if text.strip("0") else None
        if text.strip("0") and days[name] is None:
            message = f"{row['hcpc']} has a day that is none; it is kept without it."
            problems.add("dates-contradict", line=line, message=message, expected="YYYYMMDD.", loses_row=False)
    return HcpcsFacts(
        code=row["hcpc"],
        short=row["short description"],
        long=wording,
        is_modifier=len(row["hcpc"]) == 2,
        coverage=row["cov"],
        pricing=tuple(code.zfill(2) for code in _present(row, "price", 4)),  # a workbook's number lacks the zero
        cross_references=_present(row, "xref", 5),
        betos=row["betos"],
        type_of_service=_present(row, "tos", 5),
        added_on=days["add dt"],
        effective_on=days["act eff dt"],
        terminated_on=days["term dt"],
        action=row["action cd"],
    )


def _present(row: dict[str, str], name: str, count: int) -> tuple[str, ...]:
    return tuple(row[f"{name}{n}"] for n in range(1, count + 1) if row[f"{name}{n}"])


IMPORTER = Importer(
    kind=KIND,
    title="HCPCS level II codes and modifiers",
    answers="whether a HCPCS code or modifier is in use, its wording and Medicare's coverage code",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("hcpc20*", "*alpha-numeric-hcpcs*"),
    rows_min=7_000,
    recognise=_recognise,
    read=_read,
)
