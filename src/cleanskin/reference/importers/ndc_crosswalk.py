"""Drug packages (NDC) and the code and units they are billed with, quarterly, beside the drug payment limits.

Layout as other programs read it: about eight rows of title and notes, then a header whose first column is named for
the year ("_2025_CODE").  The archive holds further crosswalks for other methods (AWP, OPPS, PrEP, NOC), which are not
this one.  No original file was at hand: preview.
"""

import re
from collections.abc import Sequence

from cleanskin.kernel.identifiers import is_hcpcs
from cleanskin.kernel.source import Source
from cleanskin.record.fee import DrugPackage
from cleanskin.reference.importers.asp_prices import quarter_not_told, release_quarter
from cleanskin.reference.importers.delimited import Row, heading
from cleanskin.reference.importers.pfs_tables import RANKS, all_rows, decimal_of, form_of, head_rows, texts_of
from cleanskin.reference.importers.quarters import quarter_in
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "ndc-crosswalk"
WHERE = (
    "CMS, Medicare Part B Drug Average Sales Price, ASP Pricing Files: take the ASP NDC-HCPCS crosswalk of the quarter."
)
EXPECTED = (
    "Code of the year, description, labeler, NDC (5-4-2 with hyphens), drug, dosage, package size and quantity, units."
)

_CODE = re.compile(r"20\d\d code|hcpcs(?: level ii)? code(?: defer to dcdrg)?|code")
_YEAR = re.compile(r"(20\d\d) code")
_NAMES = {
    "ndc": ("ndc2", "ndc"),
    "units_per_package": ("billunitspkg", "bill units pkg"),
    "units": ("billunits", "bill units"),
    "size": ("pkg size",),
    "quantity": ("pkg qty",),
    "dosage": ("hcpcs dosage",),
    "drug": ("drug name",),
    "labeler": ("labeler name",),
    "label": ("short description", "short description defer to dcdrg"),
}
_NEEDED = ("ndc", "units_per_package", "units")
_OTHER_METHODS = re.compile(r"\b(AWP|OPPS|PrEP|NOC)\b", re.IGNORECASE)
_NDC = re.compile(r"(\d{5})-(\d{4})-(\d{2})", re.ASCII)


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(rows):
        names = [heading(cell) for cell in row.cells]
        if not names or not _CODE.fullmatch(names[0]):
            continue
        places = {"code": 0}
        for field, spellings in _NAMES.items():
            place = next((names.index(spelling) for spelling in spellings if spelling in names), -1)
            if place >= 0:
                places[field] = place
        if all(field in places for field in _NEEDED):
            return index, places
    return None


def recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Find the crosswalk of the average sales price; those of other methods are refused when they come alone."""
    batches: list[Batch | Refusal] = []
    refused: list[Batch | Refusal] = []
    for member in members:
        rows = head_rows(member)
        header = _header(rows)
        if header is None:
            continue
        if other := _OTHER_METHODS.search(f"{base_name(member)} {texts_of(rows[:2])}".replace("_", " ")):
            message = f"This crosswalk is for another method ({other[1].upper()})."
            refused.append(refusal("wrong-edition", member, message, expected=EXPECTED, fix=WHERE))
            continue
        quarter = release_quarter(member, rows[: header[0]])
        if quarter is None:
            refused.append(quarter_not_told(member, expected=EXPECTED, where=WHERE))
            continue
        year = _YEAR.fullmatch(heading(rows[header[0]].cell(0)))
        if year and int(year[1]) != quarter.year:
            message = f"The header is of {year[1]}, the title or name of {quarter.year}."
            refused.append(refusal("release-contradicts-name", member, message, expected=EXPECTED, fix=WHERE))
            continue
        form = form_of(member)
        batches.append(Batch(kind=KIND, release=quarter.name, form=form, rank=RANKS[form], members=(member,)))
    return batches or refused


def read(batch: Batch) -> Contents | Refusal:
    """Read one row a package and code; a drug billed under two codes stands under both."""
    member: Member = batch.members[0]
    rows = list(all_rows(member))
    header = _header(rows)
    if header is None:
        return refusal("columns-not-as-expected", member, "The header was not found.", expected=EXPECTED, fix=WHERE)
    start, columns = header
    problems = RowProblems(base_name(member))
    found, count = _packages(rows[start + 1 :], columns, problems)
    if too_many := problems.too_many(count):
        return too_many
    if not found:
        return refusal("no-rows", member, "No package was found.", expected=EXPECTED, fix=WHERE)
    quarter = quarter_in(batch.release)
    assert quarter is not None  # recognise named the release by its quarter
    return Contents(
        kind=KIND,
        release=batch.release,
        period=quarter.period,
        source=Source(title=f"CMS, ASP NDC-HCPCS crosswalk, {batch.release}", trust="published"),
        tables=(
            KeyedTable(
                name="drug_packages", row_type=DrugPackage, rows=[(key[0], row) for key, row in sorted(found.items())]
            ),
        ),
        rows_read=count,
        problems=problems.findings(),
    )


def _packages(
    rows: Sequence[Row], columns: dict[str, int], problems: RowProblems
) -> tuple[dict[tuple[str, str], DrugPackage], int]:
    found: dict[tuple[str, str], DrugPackage] = {}
    count = 0
    for row in rows:
        code = row.cell(0)
        if not code or " " in code:  # notes below the table
            continue
        count += 1
        ndc = _NDC.fullmatch(row.cell(columns["ndc"]))
        if not is_hcpcs(code):
            problems.bad_code(line=row.line, code=code, expected="a HCPCS code")
            continue
        if ndc is None:  # a device billed as a drug has a product number of another shape
            problems.bad_code(line=row.line, code=row.cell(columns["ndc"]), expected="an NDC of 5, 4 and 2 digits")
            continue
        made = _package("".join(ndc.groups()), code, row, columns)
        if made is None:
            problems.add(
                "row-not-readable", line=row.line, message=f"{code}: the units are not a number.", expected=EXPECTED
            )
            continue
        key = (made.ndc, made.code)
        if found.get(key, made) != made:
            problems.add("row-repeated", line=row.line, message=f"A package of {code} stands twice.", loses_row=False)
        found[key] = made
    return found, count


def _package(ndc: str, code: str, row: Row, columns: dict[str, int]) -> DrugPackage | None:
    per_package = decimal_of(row.cell(columns["units_per_package"]), places=4)
    units = decimal_of(row.cell(columns["units"]), places=4)
    if per_package is None or units is None:
        return None

    def text(field: str) -> str:
        return row.cell(columns.get(field, -1))

    return DrugPackage(
        ndc=ndc,
        code=code,
        label=text("label"),
        drug=text("drug"),
        labeler=text("labeler"),
        dosage=text("dosage"),
        package_size=decimal_of(text("size"), places=4),
        package_quantity=decimal_of(text("quantity"), places=4),
        billing_units=units,
        billing_units_per_package=per_package,
    )


IMPORTER = Importer(
    kind=KIND,
    title="Drug packages and their billing units",
    answers="which code and how many units a drug package (NDC) is billed with",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    status="preview",
    file_names=("*ndc-hcpcs*", "*ndc_hcpcs*", "*ndc hcpcs*"),
    rows_min=5_000,
    recognise=recognise,
    read=read,
)
