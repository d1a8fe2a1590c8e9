"""Health care provider taxonomy (NUCC): csv of one version, from a user who may load it.

Columns by name: Code, Grouping, Classification, Specialization, and where the version has them Display Name, Effective
Date and Deactivation Date; the long definitions are not kept.  Version 25.1 is the second of 2025.  NUCC publishes on
January 1 and July 1, for use from April 1 and October 1 [check].
Source: NUCC, health care provider taxonomy code set, csv.
"""

import re
from collections.abc import Sequence
from datetime import date

from cleanskin.kernel.identifiers import is_taxonomy
from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.code_list import Taxonomy
from cleanskin.reference.importers.delimited import Row, find_header
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "nucc-taxonomy"
WHERE = "NUCC, Code Sets, Taxonomy, CSV: nucc_taxonomy_<version>.csv."
EXPECTED = "Columns named Code, Grouping, Classification, Specialization."

_REQUIRED = ("code", "grouping", "classification", "specialization")
_VERSION = re.compile(r"taxonomy[-_ ]?v?([0-9]{2})[-_.]?([01])(?![0-9])", re.IGNORECASE)


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    return [_batch(member) for member in members if find_header(head_rows(member), required=_REQUIRED) is not None]


def _batch(member: Member) -> Batch | Refusal:
    version = _VERSION.search(base_name(member))
    if version is None:
        message = "The file's name does not say the version."
        return refusal("release-not-known", member, message, expected="nucc_taxonomy_251.csv.", fix=WHERE)
    return Batch(kind=KIND, release=f"{version[1]}.{version[2]}", form="csv", members=(member,))


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    table = all_rows(member)
    header = find_header(table.rows, required=_REQUIRED)
    if header is None:
        return refusal("columns-not-as-expected", member, "No header was found.", expected=EXPECTED, fix=WHERE)
    index, places = header
    problems = RowProblems(base_name(member))
    published_on, period = _days(batch.release)
    rows = below(table, index, columns=len(table.rows[index].cells), problems=problems, has_long_texts=True)
    taxonomies: dict[str, Taxonomy] = {}
    for row in rows:
        ended_on = day_of(row.cell(places.get("deactivation date", -1)))
        taxonomy = _taxonomy(row, places, problems)
        if taxonomy is None or (ended_on is not None and ended_on < period.start):
            continue
        if taxonomies.get(taxonomy.code, taxonomy) != taxonomy:
            problems.add("row-repeated", line=row.line, message=f"{taxonomy.code} stands twice.", loses_row=False)
        taxonomies[taxonomy.code] = taxonomy
    if not taxonomies:
        return refusal("no-rows", member, "No row has a taxonomy code.", expected=EXPECTED, fix=WHERE)
    return problems.too_many(len(rows)) or Contents(
        kind=KIND,
        release=batch.release,
        period=period,
        published_on=published_on,
        source=Source(title="NUCC, health care provider taxonomy", locator=batch.release, trust="published"),
        tables=(KeyedTable(name="taxonomies", row_type=Taxonomy, rows=sorted(taxonomies.items())),),
        rows_read=len(rows),
        problems=problems.findings(),
    )


def _days(version: str) -> tuple[date, Period]:
    """Return the day of publication and the days for which a version is meant."""
    year, half = 2000 + int(version[:2]), int(version[-1])
    if half == 0:
        return date(year, 1, 1), Period(date(year, 4, 1), date(year, 10, 1))
    return date(year, 7, 1), Period(date(year, 10, 1), date(year + 1, 4, 1))


def _taxonomy(row: Row, places: dict[str, int], problems: RowProblems) -> Taxonomy | None:
    code = row.cell(places["code"])
    if not is_taxonomy(code):
        problems.bad_code(line=row.line, code=code, expected="Nine characters and a final X.")
        return None
    return Taxonomy(
        code=code,
        grouping=row.cell(places["grouping"]),
        classification=row.cell(places["classification"]),
        specialization=row.cell(places["specialization"]),
        display_name=row.cell(places.get("display name", -1)),
    )


IMPORTER = Importer(
    kind=KIND,
    title="Health care provider taxonomy",
    answers="whether a taxonomy code is in the set, and which specialty it names",
    publisher="NUCC",
    where_to_get=WHERE,
    dating="release",
    status="preview",
    file_names=("nucc_taxonomy*",),
    rows_min=800,
    recognise=_recognise,
    read=_read,
)
