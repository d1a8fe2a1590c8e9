"""Medicare Part B drug payment limits (average sales price plus its addition), quarterly.

Layout as other programs read it: several rows of title and notes, then a header that begins "HCPCS Code"; about 2024
the coinsurance percentage was added.  No original file was at hand: preview.
"""

from collections.abc import Sequence
from decimal import Decimal

from cleanskin.kernel.identifiers import is_hcpcs
from cleanskin.kernel.source import Source
from cleanskin.record.fee import DrugPrice
from cleanskin.reference.importers.delimited import Row, find_header
from cleanskin.reference.importers.pfs_tables import RANKS, all_rows, decimal_of, form_of, head_rows, quarter_named
from cleanskin.reference.importers.quarters import Quarter, quarter_in
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "asp-prices"
WHERE = "CMS, Medicare Part B Drug Average Sales Price, ASP Pricing Files: take the payment limits of the quarter."
EXPECTED = "HCPCS code, short description, dosage, payment limit."

_REQUIRED = ("hcpcs code", "hcpcs code dosage", "payment limit")


def release_quarter(member: Member, rows: Sequence[Row]) -> Quarter | None:
    """Return the quarter a drug file is for: by the day it is effective from, its name, or any month in its title."""
    titles = [cell for row in rows for cell in row.cells if cell]
    effective = [cell for cell in titles if "effective" in cell.lower()]
    named = quarter_in(base_name(member)) or quarter_in(member.name)
    return quarter_named(effective) or named or quarter_named(titles)


def quarter_not_told(member: Member, *, expected: str, where: str) -> Refusal:
    """Refuse a drug file of which `release_quarter` finds none."""
    return refusal(
        "release-not-known", member, "Neither title nor name tells the quarter.", expected=expected, fix=where
    )


def recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Find the payment limits by their header; the list of unclassified drugs is refused."""
    found: list[Batch | Refusal] = []
    for member in members:
        rows = head_rows(member)
        header = find_header(rows, required=_REQUIRED)
        if header is None:
            if rows and find_header(rows, required=("drug generic name", "payment limit")) is not None:
                found.append(
                    refusal(
                        "wrong-edition",
                        member,
                        "These are the limits of unclassified drugs (NOC).",
                        expected=EXPECTED,
                        fix=WHERE,
                    )
                )
            continue
        quarter = release_quarter(member, rows[: header[0]])
        if quarter is None:
            found.append(quarter_not_told(member, expected=EXPECTED, where=WHERE))
            continue
        form = form_of(member)
        found.append(Batch(kind=KIND, release=quarter.name, form=form, rank=RANKS[form], members=(member,)))
    return found


def read(batch: Batch) -> Contents | Refusal:
    """Read one row a code.  Vaccines and blood have their limit in a column of their own."""
    member: Member = batch.members[0]
    rows = list(all_rows(member))
    header = find_header(rows, required=_REQUIRED)
    if header is None:
        return refusal("columns-not-as-expected", member, "The header was not found.", expected=EXPECTED, fix=WHERE)
    start, columns = header
    problems = RowProblems(base_name(member))
    found: dict[str, DrugPrice] = {}
    count = 0
    for row in rows[start + 1 :]:
        code = row.cell(columns["hcpcs code"])
        if not code or " " in code:  # notes below the table
            continue
        count += 1
        if not is_hcpcs(code):
            problems.bad_code(line=row.line, code=code, expected="a HCPCS code")
            continue
        made = _price(code, row, columns)
        if isinstance(made, str):
            problems.add(
                "price-not-given" if made == "" else "row-not-readable",
                line=row.line,
                message=made or f"{code} has no payment limit.",
                loses_row=made != "",
            )
            continue
        if found.get(code, made) != made:
            problems.add(
                "row-repeated", line=row.line, message=f"{code} stands twice with different limits.", loses_row=False
            )
        found[code] = made
    if too_many := problems.too_many(count):
        return too_many
    if not found:
        return refusal("no-rows", member, "No payment limit was found.", expected=EXPECTED, fix=WHERE)
    quarter = quarter_in(batch.release)
    assert quarter is not None  # recognise named the release by its quarter
    return Contents(
        kind=KIND,
        release=batch.release,
        period=quarter.period,
        source=Source(title=f"CMS, payment limits of Part B drugs, {batch.release}", trust="published"),
        tables=(KeyedTable(name="drug_prices", row_type=DrugPrice, rows=sorted(found.items())),),
        rows_read=count,
        problems=problems.findings(),
    )


def _price(code: str, row: Row, columns: dict[str, int]) -> DrugPrice | str:
    """Build a row; "" when no limit is given, another text when it cannot be read."""
    limit: Decimal | None = None
    for column in ("payment limit", "vaccine limit", "blood limit"):
        text = row.cell(columns.get(column, -1))
        if text and text.upper() not in ("N/A", "NA"):
            limit = decimal_of(text, places=3)
            if limit is None or limit < 0:
                return f"{code}: the payment limit is not a number."
            break
    if limit is None:
        return ""
    share = row.cell(columns.get("co insurance percentage", -1))
    return DrugPrice(
        code=code,
        label=row.cell(columns.get("short description", -1)),
        dosage=row.cell(columns["hcpcs code dosage"]),
        payment_limit=limit,
        coinsurance_percent=decimal_of(share, places=3),
        note=row.cell(columns.get("notes", -1)),
    )


IMPORTER = Importer(
    kind=KIND,
    title="Payment limits of Part B drugs (average sales price)",
    answers="what Medicare allows for one unit of a drug code",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    status="preview",
    file_names=("*asp-pricing*", "*asp pricing*", "*payment limit*"),
    rows_min=500,
    recognise=recognise,
    read=read,
)
