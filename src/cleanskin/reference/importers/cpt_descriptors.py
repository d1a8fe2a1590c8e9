"""Wording of CPT codes, from files that the user is licensed to load.  The project ships none.

Either the American Medical Association's data files (LONGULT or LONGULF, MEDU, SHORTU: a notice of some thirty lines,
then code, blank or tab, wording), read together as one release, or any table with named columns: code and one or more
of short, medium and long descriptor.  The year must stand in a file or archive name.
Source of the layouts: programs that read the data files, as seen in public repositories [check].
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import CptDescriptor
from cleanskin.reference.importers.delimited import Row, decoded, decoded_head, is_text, named_places
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "cpt-descriptors"
WHERE = "The American Medical Association (CPT data files) or your vendor, under your own licence."
EXPECTED = "LONGULT.txt, MEDU.txt, SHORTU.txt, or a table with a code column and a descriptor column."

_LENGTH_OF_FILE = (
    (re.compile(r"LONG(?:ULT|UT|ULF|UF)\b", re.IGNORECASE), "long"),
    (re.compile(r"MEDU\b", re.IGNORECASE), "medium"),
    (re.compile(r"SHORTU\b", re.IGNORECASE), "short"),
)
_LENGTHS = ("short", "medium", "long")
_LINE = re.compile(r"([0-9]{4}[0-9A-Z])[ \t]+(\S.*)")
_CODE = re.compile(r"[0-9]{4}[0-9A-Z]", re.ASCII)
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_WORDS = ("descriptor", "description", "desc")
_NAMES = {
    length: [f"{length} {word}" for word in _WORDS] + [f"{word} {length}" for word in _WORDS] for length in _LENGTHS
}
_COLUMNS = {"code": ("cpt code", "code", "cpt", "hcpcs code"), **{name: (name, *_NAMES[name]) for name in _LENGTHS}}


class _Wording(NamedTuple):
    line: int
    code: str
    length: str
    text: str


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    found: list[Batch | Refusal] = []
    files = [member for member in members if _length_of(member)]
    if files:
        found.append(_batch(files, "data files"))
    tables = [member for member in members if member not in files and _header(head_rows(member)) is not None]
    return [*found, *(_batch([member], "table") for member in tables)]


def _batch(members: Sequence[Member], form: str) -> Batch | Refusal:
    year = next((year[1] for member in members if (year := _YEAR.search(member.name))), "")
    if not year:
        message = "The names of file and archive do not say the year."
        expected = "The year in the name: cpt-2026.zip."
        return refusal("release-not-known", members[0], message, expected=expected, fix="Rename the file.")
    return Batch(kind=KIND, release=year, form=form, rank=0 if form == "data files" else 1, members=tuple(members))


def _length_of(member: Member) -> str:
    """Return which of the three wordings one of the association's files holds; "" for another file."""
    if not is_text(member.head(512)):
        return ""
    length = next((length for name, length in _LENGTH_OF_FILE if name.search(base_name(member))), "")
    return length if length and any(_LINE.match(line) for line in decoded_head(member).splitlines()) else ""


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows[:40]):
        places = named_places(row, _COLUMNS)
        codes = [one.cell(places["code"]) for one in rows[index + 1 : index + 11]] if "code" in places else []
        if len(places) > 1 and any(_CODE.fullmatch(code) for code in codes):
            return index, places
    return None


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    problems = RowProblems(base_name(member))
    wordings = list(_of_files(batch.members) if batch.form == "data files" else _of_table(member, problems))
    texts: dict[str, dict[str, str]] = {}
    for wording in wordings:
        known = texts.setdefault(wording.code, {})
        if known.get(wording.length, wording.text) != wording.text:
            message = f"{wording.code} stands twice with different wordings."
            problems.add("row-repeated", line=wording.line, message=message, loses_row=False)
        known[wording.length] = wording.text
    if not texts:
        return refusal("no-rows", member, "No row has a code and a wording.", expected=EXPECTED, fix=WHERE)
    rows = [(code, CptDescriptor(code=code, **lengths)) for code, lengths in sorted(texts.items())]
    year = int(batch.release)
    return problems.too_many(max(len(texts) + problems.rows_lost, 1)) or Contents(
        kind=KIND,
        release=batch.release,
        period=Period(date(year, 1, 1), date(year + 1, 1, 1)),
        source=Source(
            title="AMA, CPT data files, loaded under the user's licence", locator=batch.release, trust="published"
        ),
        tables=(KeyedTable(name="descriptors", row_type=CptDescriptor, rows=rows),),
        rows_read=len(wordings) if batch.form == "data files" else len(texts) + problems.rows_lost,
        problems=problems.findings(),
    )


def _of_files(members: Sequence[Member]) -> Iterator[_Wording]:
    for member in members:
        length = _length_of(member)
        for line, text in enumerate(decoded(member.data()).splitlines(), start=1):
            found = _LINE.match(text)
            if found:
                yield _Wording(line, found[1], length, found[2].strip())


def _of_table(member: Member, problems: RowProblems) -> Iterator[_Wording]:
    table = all_rows(member)
    header = _header(table.rows)
    if header is None:
        return
    index, places = header
    for row in below(table, index, columns=max(places.values()) + 1, problems=problems, has_long_texts=True):
        code = row.cell(places["code"])
        if not _CODE.fullmatch(code):
            if not re.fullmatch(r"[A-Z][0-9]{4}", code):  # HCPCS level II rows of a mixed table are not ours
                problems.bad_code(line=row.line, code=code, expected="Four digits and a digit or capital letter.")
            continue
        for length in _LENGTHS:
            text = row.cell(places.get(length, -1))
            if text:
                yield _Wording(row.line, code, length, text)


IMPORTER = Importer(
    kind=KIND,
    title="CPT descriptors (licensed)",
    answers="the official wording of a CPT code, on your own screens",
    publisher="American Medical Association",
    where_to_get=WHERE,
    dating="release",
    status="preview",
    file_names=("longul*", "longut*", "medu*", "shortu*"),
    rows_min=8_000,
    recognise=_recognise,
    read=_read,
)
