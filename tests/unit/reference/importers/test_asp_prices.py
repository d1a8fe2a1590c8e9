"""Drug payment limits: preamble of any length, the columns of 2023 and of 2025, rows without a limit."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.kernel.period import Period
from cleanskin.record.fee import DrugPrice
from cleanskin.reference.importers.asp_prices import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal

from .test_pfs_rvu import Given

TITLES = (
    "Payment Allowance Limits for Medicare Part B Drugs,,,,,,,,,,",
    "Effective October 1 2026 through December 31 2026,,,,,,,,,,",
    '"Note 1: an invented note, with a comma",,,,,,,,,,',
    ",,,,,,,,,,",
)
HEADER = (
    "HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit,Co-insurance Percentage,Vaccine AWP%,Vaccine Limit,"
    "Blood AWP%,Blood limit,Clotting Factor,Notes"
)
OLD_HEADER = HEADER.replace("Co-insurance Percentage,", "")
ROWS = (
    "J0585,Invented toxin,1 UNIT,6.514,20.000,,,,,,",
    'J0129,Invented drug,10 MG,45.937,20,,,,,,"lesser of"',
    "90371,Invented serum,1 ML,,20,,138.873,,,,",
    "J7318,Invented gel,1 MG,N/A,20,,,,,,see note",
)


def only(text: str, name: str = "october-2026-asp-pricing-file.csv") -> Batch | Refusal:
    (found,) = IMPORTER.recognise([Given(name, text)])
    return found


def read(*lines: str) -> Contents | Refusal:
    batch = only("\r\n".join(lines))
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def test_one_row_a_code():
    contents = read(*TITLES, HEADER, *ROWS)
    assert (contents.release, contents.rows_read) == ("2026Q4", 4)
    assert contents.period == Period(date(2026, 10, 1), date(2027, 1, 1))
    rows = dict(contents.tables[0].rows)
    assert rows["J0585"] == DrugPrice(
        code="J0585",
        label="Invented toxin",
        dosage="1 UNIT",
        payment_limit=Decimal("6.514"),
        coinsurance_percent=Decimal(20),
    )
    assert rows["90371"].payment_limit == Decimal("138.873")  # a vaccine's limit has a column of its own
    assert rows["J0129"].note == "lesser of"
    assert [problem.name for problem in contents.problems] == ["price-not-given"]


def test_the_older_layout():
    contents = read(*TITLES[:2], OLD_HEADER, "J3301,Invented,10 MG,1.291,,,,,,")
    row = dict(contents.tables[0].rows)["J3301"]
    assert (row.payment_limit, row.coinsurance_percent) == (Decimal("1.291"), None)


@pytest.mark.parametrize(
    ("titles", "name"),
    [(TITLES, "a.csv"), (TITLES[:1], "October 2026 ASP Pricing File.csv"), (TITLES[2:], "october-2026.zip/a.csv")],
)
def test_the_quarter_from_title_or_name(titles, name):
    assert only("\n".join([*titles, HEADER, *ROWS]), name).release == "2026Q4"


@pytest.mark.parametrize("row", ["j0585,x,1 UNIT,6.5,20", "J0585.,x,1 UNIT,6.5,20", "J0585,x,1 UNIT,cheap,20"])
def test_a_bad_row_is_named(row):
    contents = read(*TITLES, HEADER, row, ROWS[1])
    assert len(contents.problems) == 1
    assert contents.problems[0].where.line == 6
    assert list(dict(contents.tables[0].rows)) == ["J0129"]


def test_refused():
    assert only("\n".join([HEADER, *ROWS]), "a.csv").finding.name == "release-not-known"
    other = "Drug Generic Name (Trade Name),Drug Generic Name,Dosage,Payment Limit\nx,x,1 MG,2.0\n"
    assert only(other, "a.csv").finding.name == "wrong-edition"
    assert read(*TITLES, HEADER).finding.name == "no-rows"
