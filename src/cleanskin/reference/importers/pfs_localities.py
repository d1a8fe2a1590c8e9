"""The counties of each Medicare locality (LOCCO).

Layout: CMS, 25LOCCO.csv, read 2026-11-21: a title, a header, one row a locality with blank lines between; numbers have
lost their leading zeros; a blank contractor or state means that of the row above; a county list may go on in a row
that has nothing else.
"""

import re
from collections.abc import Iterable, Sequence

from cleanskin.kernel.identifiers import is_digits
from cleanskin.kernel.source import Source
from cleanskin.record.fee import LocalityCounties
from cleanskin.reference.importers.delimited import Row, heading
from cleanskin.reference.importers.pfs_tables import RANKS, all_rows, form_of, head_rows, texts_of, year_period
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "pfs-localities"
WHERE = "CMS, Physician Fee Schedule, PFS Relative Value Files: take RVUyyX.zip, which holds yyLOCCO.csv or .xlsx."
EXPECTED = "Contractor, locality number, state, fee schedule area, counties."

_TITLE = re.compile(r"COUNTIES INCLUDED IN (20\d\d) LOCALITIES", re.IGNORECASE)
_REQUIRED = ("locality number", "state", "fee schedule area", "counties")
_STATES = {
    "ALABAMA": "AL",
    "ALASKA": "AK",
    "ARIZONA": "AZ",
    "ARKANSAS": "AR",
    "CALIFORNIA": "CA",
    "COLORADO": "CO",
    "CONNECTICUT": "CT",
    "DELAWARE": "DE",
    "DISTRICT OF COLUMBIA": "DC",
    "FLORIDA": "FL",
    "GEORGIA": "GA",
    "GUAM": "GU",
    "HAWAII": "HI",
    "HAWAII/GUAM": "HI",
    "IDAHO": "ID",
    "ILLINOIS": "IL",
    "INDIANA": "IN",
    "IOWA": "IA",
    "KANSAS": "KS",
    "KENTUCKY": "KY",
    "LOUISIANA": "LA",
    "MAINE": "ME",
    "MARYLAND": "MD",
    "MASSACHUSETTS": "MA",
    "MICHIGAN": "MI",
    "MINNESOTA": "MN",
    "MISSISSIPPI": "MS",
    "MISSOURI": "MO",
    "MONTANA": "MT",
    "NEBRASKA": "NE",
    "NEVADA": "NV",
    "NEW HAMPSHIRE": "NH",
    "NEW JERSEY": "NJ",
    "NEW MEXICO": "NM",
    "NEW YORK": "NY",
    "NORTH CAROLINA": "NC",
    "NORTH DAKOTA": "ND",
    "OHIO": "OH",
    "OKLAHOMA": "OK",
    "OREGON": "OR",
    "PENNSYLVANIA": "PA",
    "PUERTO RICO": "PR",
    "RHODE ISLAND": "RI",
    "SOUTH CAROLINA": "SC",
    "SOUTH DAKOTA": "SD",
    "TENNESSEE": "TN",
    "TEXAS": "TX",
    "UTAH": "UT",
    "VERMONT": "VT",
    "VIRGIN ISLANDS": "VI",
    "VIRGINIA": "VA",
    "WASHINGTON": "WA",
    "WEST VIRGINIA": "WV",
    "WISCONSIN": "WI",
    "WYOMING": "WY",
}


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows):
        names = [heading(cell) for cell in row.cells]
        if all(name in names for name in _REQUIRED):
            columns = {name: names.index(name) for name in _REQUIRED}
            columns["mac"] = next(
                (place for place, name in enumerate(names) if "contractor" in name or name == "mac"), -1
            )
            return (index, columns) if columns["mac"] >= 0 else None
    return None


def recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Find the file by its title."""
    found: list[Batch | Refusal] = []
    for member in members:
        rows = head_rows(member)
        title = _TITLE.search(texts_of(rows[:4]))
        if title is None:
            continue
        if _header(rows) is None:
            found.append(
                refusal("columns-not-as-expected", member, "The header was not found.", expected=EXPECTED, fix=WHERE)
            )
            continue
        form = form_of(member)
        found.append(Batch(kind=KIND, release=title[1], form=form, rank=RANKS[form], members=(member,)))
    return found


def read(batch: Batch) -> Contents | Refusal:
    """Read one row a locality, blank cells filled from above."""
    member: Member = batch.members[0]
    rows = list(all_rows(member))
    header = _header(rows[:25])
    if header is None:
        return refusal("columns-not-as-expected", member, "The header was not found.", expected=EXPECTED, fix=WHERE)
    problems = RowProblems(base_name(member))
    found, count = _localities(rows[header[0] + 1 :], header[1], problems)
    if too_many := problems.too_many(count):
        return too_many
    if not found:
        return refusal("no-rows", member, "No locality was found.", expected=EXPECTED, fix=WHERE)
    year = int(batch.release)
    keyed = sorted(((row.mac + row.locality, row) for row in found), key=lambda pair: pair[0])
    return Contents(
        kind=KIND,
        release=batch.release,
        period=year_period(year),
        source=Source(title=f"CMS, counties included in {year} localities", trust="published"),
        tables=(KeyedTable(name="counties", row_type=LocalityCounties, rows=keyed),),
        rows_read=count,
        problems=problems.findings(),
    )


def _localities(
    rows: Iterable[Row], columns: dict[str, int], problems: RowProblems
) -> tuple[list[LocalityCounties], int]:
    found: list[LocalityCounties] = []
    mac = state = ""
    count = 0
    for row in rows:
        if row.cell(0).startswith("*"):  # footnotes
            continue
        number, counties = row.cell(columns["locality number"]), row.cell(columns["counties"])
        if not row.cell(columns["mac"]) and not number and counties and found:
            last = found[-1]
            found[-1] = LocalityCounties(
                mac=last.mac,
                locality=last.locality,
                state=last.state,
                name=last.name,
                counties=f"{last.counties} {counties}",
            )
            continue
        count += 1
        mac = row.cell(columns["mac"]) or mac
        named = row.cell(columns["state"]).upper()
        state = _STATES.get(named, named) or state
        if not (is_digits(mac) and len(mac) <= 5 and is_digits(number) and len(number) <= 2 and len(state) == 2):
            problems.add(
                "row-not-readable",
                line=row.line,
                message="A row without contractor, locality or known state.",
                expected=EXPECTED,
            )
            continue
        found.append(
            LocalityCounties(
                mac=mac.zfill(5),
                locality=number.zfill(2),
                state=state,
                name=row.cell(columns["fee schedule area"]),
                counties=counties,
            )
        )
    return found, count


IMPORTER = Importer(
    kind=KIND,
    title="Counties of the Medicare localities",
    answers="which counties make up a Medicare locality",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("*locco*",),
    rows_min=100,
    recognise=recognise,
    read=read,
)
