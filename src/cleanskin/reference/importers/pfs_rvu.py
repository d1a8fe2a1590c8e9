"""Relative value file of the Medicare physician fee schedule (PPRRVU).

Layouts: CMS, PPRRVU2025_Oct.csv (31 columns) and PPRRVU2026_Jul_nonQPP.csv (32: a pricing indicator before the
endoscopic base), read 2026-11-21; fixed width of 200: the record layout of RVU25D, and of RVU26A for the pricing
indicator at 121.  The header of the comma text is spread over several rows and read joined, so that a moved column is
found by its name.  From 2026 each release has two files: for clinicians in qualifying payment models (QPP) and others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from cleanskin.kernel.source import Source
from cleanskin.record.fee import FeeRow
from cleanskin.reference.importers.delimited import Row, decoded, decoded_head, heading, is_text
from cleanskin.reference.importers.pfs_rvu_columns import FIXED_WIDTH, HEADINGS, REQUIRED, LayoutCheck, fee_row
from cleanskin.reference.importers.pfs_tables import (
    RANKS,
    all_rows,
    form_of,
    head_rows,
    is_book,
    texts_of,
)
from cleanskin.reference.importers.quarters import Quarter
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name
from cleanskin.reference.parameters import value_of

KIND = "pfs-rvu"
WHERE = "CMS, Physician Fee Schedule, PFS Relative Value Files: take RVUyyA to RVUyyD, which holds PPRRVU."
EXPECTED = "The relative value file: code, modifier, status, RVUs, indicators, conversion factor."
SPLIT_FROM_YEAR = 2026
"""From this year a release comes in two parts."""

_TITLE = re.compile(r"(20\d\d) National Physician Fee Schedule Relative Value File(?:\s+(\w+) Release)?", re.IGNORECASE)
_RELEASED = re.compile(r"RELEASED\s+(\d\d?/\d\d?/\d{4})", re.IGNORECASE)
_NAME = re.compile(r"PPRRVU(20\d\d|\d\d)[_-]?([A-Z]{3})?", re.IGNORECASE)
_ARCHIVE = re.compile(r"\bRVU(\d\d)([A-D])(R?)", re.IGNORECASE)
_LETTERS = {"JAN": "A", "APR": "B", "JUL": "C", "OCT": "D"}
_FIXED_HEADER = re.compile(r"HDR ")
_FIXED_ROW = re.compile(r"[0-9A-Z]{5}(?:26|TC|53|  ).{50}[A-Z]", re.ASCII)


def recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Find relative value files by title and header, or by their fixed width."""
    return [found for member in members if (found := _recognised(member)) is not None]


def _recognised(member: Member) -> Batch | Refusal | None:
    form = form_of(member)
    if form == "txt" and _is_fixed_width(member):
        return _batch(member, form="txt", year="", month="", rows=())
    if not is_book(member) and not is_text(member.head(512)):
        return None
    rows = head_rows(member)
    title = _TITLE.search(texts_of(rows[:6]))
    header = _header(rows)
    if title is None:
        return None
    if header is None:
        return refusal(
            "columns-not-as-expected",
            member,
            "The header row (HCPCS, MOD, ...) was not found.",
            expected=EXPECTED,
            fix=WHERE,
        )
    missing = [name for name in REQUIRED if name not in header[1]]
    if missing:
        message = f"Columns are missing: {', '.join(missing)}."
        return refusal("columns-not-as-expected", member, message, expected=EXPECTED, fix=WHERE)
    return _batch(
        member,
        form="csv" if form == "txt" else form,
        year=title[1],
        month=title[2] or "",
        rows=rows[header[0] + 1 :],
        columns=header[1],
    )


def _batch(
    member: Member, *, form: str, year: str, month: str, rows: Sequence[Row], columns: dict[str, int] | None = None
) -> Batch | Refusal:
    """Tell release and part from title, name and first rows; what contradicts itself is refused."""
    name, archive = _NAME.search(base_name(member)), _ARCHIVE.search(member.name)
    named_year = (name[1] if len(name[1]) == 4 else f"20{name[1]}") if name else ""
    archived = f"RVU{archive[1]}{archive[2]}{archive[3]}".upper() if archive else ""
    if year and named_year and year != named_year:
        message = f"The file is named for {named_year}; its title says {year}."
        return refusal("release-contradicts-name", member, message, expected=EXPECTED, fix=WHERE)
    letter = _LETTERS.get((month or (name[2] or "" if name else ""))[:3].upper(), "")
    year = year or named_year or (f"20{archive[1]}" if archive else "")
    if archived and year and letter and archived[3:6] != f"{year[2:]}{letter}":
        message = f"The archive is named {archived}; the file in it is of {year}, release {letter}."
        return refusal("release-contradicts-name", member, message, expected=EXPECTED, fix=WHERE)
    release = archived or (f"RVU{year[2:]}{letter}" if year and letter else "")
    if not release:
        return refusal(
            "release-not-known", member, "Neither title nor name tells the release.", expected=EXPECTED, fix=WHERE
        )
    part = _part(member, year=int(year), rows=rows, columns=columns or {})
    if part is None:
        message = "The name does not tell whether the file is for qualifying payment models (QPP) or not (nonQPP)."
        return refusal("release-not-known", member, message, expected=EXPECTED, fix=WHERE)
    return Batch(kind=KIND, release=release, part=part, form=form, rank=RANKS[form], members=(member,))


def _part(member: Member, *, year: int, rows: Sequence[Row], columns: dict[str, int]) -> str | None:
    """Return "" before the split, else QPP or nonQPP: by the conversion factor, for want of it by the name."""
    if year < SPLIT_FROM_YEAR:
        return ""
    first_day = Quarter(year, 1).period.start
    factor = (
        next((row.cell(columns["conversion_factor"]) for row in rows), "") if "conversion_factor" in columns else ""
    )
    for part, parameter in (("nonQPP", "conversion-factor"), ("QPP", "conversion-factor-qualifying-apm")):
        known = value_of(parameter, first_day)
        if known is not None and factor == str(known):
            return part
    name = base_name(member).lower()
    if "qpp" not in name:
        return None
    return "nonQPP" if re.search(r"non[\s_-]?qpp", name) else "QPP"


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    """Return the index of the header's last row and the place of each known column, its heading joined downwards."""
    last = next(
        (i for i, row in enumerate(rows) if row.cell(0).upper() == "HCPCS" and row.cell(1).upper() == "MOD"), -1
    )
    if last < 0:
        return None
    above = [row for row in rows[max(0, last - 5) : last] if not row.cell(0) and not _is_title(row)]
    places: dict[str, int] = {}
    for place in range(len(rows[last].cells)):
        name = heading(" ".join(row.cell(place) for row in (*above, rows[last])))
        if (field := HEADINGS.get(name)) is not None:
            places.setdefault(field, place)
    return last, places


def _is_title(row: Row) -> bool:
    """True for a row with text in one cell only: titles and notices stand above the header in the third column."""
    return sum(1 for cell in row.cells if cell) == 1


def _is_fixed_width(member: Member) -> bool:
    lines = [line for line in decoded_head(member, 8192).splitlines()[:12] if line.strip()]
    data = [line for line in lines if not _FIXED_HEADER.match(line)]
    return len(data) >= 1 and all(_FIXED_ROW.match(line) for line in data[:-1] or data) and len(data[0]) >= 140


def _fixed_rows(member: Member) -> Iterator[Row]:
    for number, line in enumerate(decoded(member.data()).split("\n"), start=1):
        text = line.rstrip("\r")
        if text.strip() and not _FIXED_HEADER.match(text):
            yield Row(number, tuple(text[start - 1 : end].strip() for start, end in FIXED_WIDTH.values()))


def read(batch: Batch) -> Contents | Refusal:
    """Read one row a code and modifier."""
    member: Member = batch.members[0]
    published = None
    rows: Iterable[Row]
    if batch.form == "txt":
        rows, places = _fixed_rows(member), {field: place for place, field in enumerate(FIXED_WIDTH)}
    else:
        everything = list(all_rows(member))
        header = _header(everything[:25])
        if header is None:
            return refusal(
                "columns-not-as-expected", member, "The header row was not found.", expected=EXPECTED, fix=WHERE
            )
        if released := _RELEASED.search(texts_of(everything[: header[0]])):
            published = day_of(released[1])
        rows, places = everything[header[0] + 1 :], header[1]
    problems, check = RowProblems(base_name(member)), LayoutCheck()
    found, count = _fee_rows(rows, places, problems, check, from_book=batch.form == "xlsx")
    if message := check.complaint():
        return refusal("columns-not-as-expected", member, message, expected=EXPECTED, fix=WHERE)
    if too_many := problems.too_many(count):
        return too_many
    if not found:
        return refusal("no-rows", member, "No code was found.", expected=EXPECTED, fix=WHERE)
    year, quarter = 2000 + int(batch.release[3:5]), "ABCD".index(batch.release[5]) + 1
    if message := _factor_complaint(batch, found.values(), year):
        return refusal("release-contradicts-name", member, message, expected=EXPECTED, fix=WHERE)
    return Contents(
        kind=KIND,
        release=batch.release,
        part=batch.part,
        parts_expected=("nonQPP", "QPP") if year >= SPLIT_FROM_YEAR else (),
        period=Quarter(year, quarter).period,
        published_on=published,
        source=Source(
            title=f"CMS, physician fee schedule relative value file {batch.release} {batch.part}".strip(),
            trust="published",
        ),
        tables=(KeyedTable(name="fees", row_type=FeeRow, rows=sorted(found.items())),),
        rows_read=count,
        problems=problems.findings(),
    )


def _fee_rows(
    rows: Iterable[Row], places: dict[str, int], problems: RowProblems, check: LayoutCheck, *, from_book: bool
) -> tuple[dict[str, FeeRow], int]:
    found: dict[str, FeeRow] = {}
    count = 0
    for row in rows:
        cells = {field: row.cell(place) for field, place in places.items()}
        if not cells["code"]:  # notes below the table
            continue
        count += 1
        made = fee_row(cells, from_book=from_book)
        if isinstance(made, str):
            problems.add("row-not-readable", line=row.line, message=made, expected=EXPECTED)
            continue
        check.see(made, cells)
        key = made.code + made.modifier
        if found.get(key, made) != made:
            problems.add(
                "row-repeated",
                line=row.line,
                message=f"{made.code} stands twice with different values.",
                loses_row=False,
            )
        found[key] = made
    return found, count


def _factor_complaint(batch: Batch, rows: Iterable[FeeRow], year: int) -> str:
    """Say when the conversion factor in the rows is that of another year than the release: last year's file."""
    factors = {row.conversion_factor for row in rows if row.conversion_factor}
    for other in (year - 1, year + 1):
        day = Quarter(other, 1).period.start
        theirs = {value_of(name, day) for name in ("conversion-factor", "conversion-factor-qualifying-apm")} - {None}
        ours = {
            value_of(name, Quarter(year, 1).period.start)
            for name in ("conversion-factor", "conversion-factor-qualifying-apm")
        }
        if factors & theirs and not factors & ours:
            return f"The release is {batch.release}, but the conversion factor in its rows is that of {other}."
    return ""


IMPORTER = Importer(
    kind=KIND,
    title="Physician fee schedule, relative values",
    answers="relative values and payment indicators of every code",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("pprrvu*", "rvu2*"),
    rows_min=10_000,
    recognise=recognise,
    read=read,
)
