"""ZIP code to carrier locality file, five digits.

Layout: CMS, ZIP5lyout.txt, read 2026-11-21: fixed width 80; state 1-2, ZIP 3-7, carrier 8-12, pricing locality 13-14,
rural indicator 15 (blank, R, B), plus-four flag 21, year and quarter 76-80 (YYYYQ).
"""

import re
from collections import Counter
from collections.abc import Sequence

from cleanskin.kernel.source import Source
from cleanskin.record.fee import ZipLocality
from cleanskin.reference.importers.delimited import decoded, decoded_head
from cleanskin.reference.importers.pfs_tables import is_book
from cleanskin.reference.importers.quarters import Quarter
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "zip-localities"
WHERE = "CMS, Fee Schedules, ZIP Code to Carrier Locality File: take the archive, which holds ZIP5_MMMyyyy.txt."
EXPECTED = "Lines of 80 characters: state, ZIP code, contractor, locality, rural indicator; year and quarter at 76-80."

_ROW = re.compile(r"([A-Z]{2})(\d{5})(\d{5})([0-9A-Z]{2})([ RB]).{5}([01]).{54}(20\d\d[1-4])\s*", re.ASCII)
_PLUS_FOUR_ROW = re.compile(r"[A-Z]{2}\d{5}\d{5}[0-9A-Z]{2}.{6}[01 ]?\d{4}", re.ASCII)


def recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Find the file by the shape of its first lines; the nine-digit file is refused."""
    found: list[Batch | Refusal] = []
    for member in members:
        if is_book(member):
            continue
        lines = [line for line in decoded_head(member, 4096).splitlines()[:20] if line.strip()]
        matches = [match for line in lines if (match := _ROW.fullmatch(line))]
        if matches and len(matches) >= len(lines) - 1:
            period = Counter(match[7] for match in matches).most_common(1)[0][0]
            release = f"{period[:4]}Q{period[4]}"
            found.append(Batch(kind=KIND, release=release, form="txt", members=(member,)))
        elif lines and all(_PLUS_FOUR_ROW.match(line) for line in lines[:-1] or lines):
            found.append(
                refusal("wrong-edition", member, "This is the nine-digit file (ZIP+4).", expected=EXPECTED, fix=WHERE)
            )
    return found


def read(batch: Batch) -> Contents | Refusal:
    """Read one row a ZIP code."""
    member: Member = batch.members[0]
    problems = RowProblems(base_name(member))
    found: dict[str, ZipLocality] = {}
    wanted = batch.release.replace("Q", "")
    count = 0
    for number, line in enumerate(decoded(member.data()).split("\n"), start=1):
        if not line.strip():
            continue
        count += 1
        match = _ROW.fullmatch(line)
        if match is None or match[7] != wanted:
            problems.add(
                "row-not-readable",
                line=number,
                message="A line that breaks the layout or is of another quarter.",
                expected=EXPECTED,
            )
            continue
        row = ZipLocality(
            zip=match[2],
            state=match[1],
            mac=match[3],
            locality=match[4],
            rural=match[5].strip(),
            needs_plus_four=match[6] == "1",
        )
        if found.get(row.zip, row) != row:
            problems.add("row-repeated", line=number, message="The same ZIP code in another locality.", loses_row=False)
        found[row.zip] = row
    if too_many := problems.too_many(count):
        return too_many
    if not found:
        return refusal("no-rows", member, "No ZIP code was found.", expected=EXPECTED, fix=WHERE)
    year, quarter = int(wanted[:4]), int(wanted[4])
    return Contents(
        kind=KIND,
        release=batch.release,
        period=Quarter(year, quarter).period,
        source=Source(title=f"CMS, ZIP Code to Carrier Locality File, {year} quarter {quarter}", trust="published"),
        tables=(KeyedTable(name="zips", row_type=ZipLocality, rows=sorted(found.items())),),
        rows_read=count,
        problems=problems.findings(),
    )


IMPORTER = Importer(
    kind=KIND,
    title="ZIP code to Medicare locality",
    answers="in which Medicare locality a ZIP code lies",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("zip5*", "*zip-code*carrier*"),
    rows_min=40_000,
    recognise=recognise,
    read=read,
)
