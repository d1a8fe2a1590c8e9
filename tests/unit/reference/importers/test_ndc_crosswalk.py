"""Drug packages: the header named for a year, neighbours for other methods, product numbers that are no NDC."""

from decimal import Decimal

import pytest

from cleanskin.record.fee import DrugPackage
from cleanskin.reference.importers.ndc_crosswalk import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal

from .test_pfs_rvu import Given

TITLES = ("ASP NDC-HCPCS Crosswalk,,,", "Effective October 1 2025,,,", *("An invented note,,,",) * 6)
HEADER = "_2025_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"
ROWS = (
    "J0585,Invented toxin,Invented labs,00023-1145-01,Toxin,1 UNIT,1,1,100,100",
    "J9999,Invented drug,Invented labs,00023-1145-01,Toxin,1 MG,1,1,50,50",
    "J1100,Invented steroid,Invented labs,11111-2222-33,Steroid,1 MG,5,25,20,500",
)


def only(text: str, name: str = "ASP NDC-HCPCS Crosswalk.csv") -> Batch | Refusal:
    (found,) = IMPORTER.recognise([Given(name, text)])
    return found


def read(*lines: str) -> Contents | Refusal:
    batch = only("\r\n".join(lines))
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def test_one_row_a_package_and_code():
    contents = read(*TITLES, HEADER, *ROWS)
    assert (contents.release, contents.rows_read, contents.problems) == ("2025Q4", 3, ())
    rows = contents.tables[0].rows
    assert [key for key, _ in rows] == ["00023114501", "00023114501", "11111222233"]
    assert rows[2][1] == DrugPackage(
        ndc="11111222233",
        code="J1100",
        label="Invented steroid",
        drug="Steroid",
        labeler="Invented labs",
        dosage="1 MG",
        package_size=Decimal(5),
        package_quantity=Decimal(25),
        billing_units=Decimal(20),
        billing_units_per_package=Decimal(500),
    )


@pytest.mark.parametrize("header", [HEADER.replace("NDC2", "NDC"), HEADER.replace("_2025_CODE", "HCPCS Code")])
def test_other_spellings_of_the_header(header):
    assert read(*TITLES, header, *ROWS).rows_read == 3


@pytest.mark.parametrize(
    "row",
    [
        "J7331,x,y,123456789012,z,1 MG,1,1,1,1",
        "J733,x,y,11111-2222-33,z,1 MG,1,1,1,1",
        "J7331,x,y,11111-2222-33,z,1 MG,1,1,one,1",
    ],
)
def test_a_bad_row_is_named(row):
    contents = read(*TITLES, HEADER, row, *ROWS)
    assert len(contents.problems) == 1
    assert len(contents.tables[0].rows) == 3


def test_refused():
    whole = "\n".join([*TITLES, HEADER, *ROWS])
    assert only(whole, "OPPS NDC-HCPCS Crosswalk.csv").finding.name == "wrong-edition"
    assert only(whole.replace("_2025_", "_2024_")).finding.name == "release-contradicts-name"
    assert only("\n".join([HEADER, *ROWS]), "a.csv").finding.name == "release-not-known"
    assert read(*TITLES, HEADER).finding.name == "no-rows"


def test_neighbours_in_the_same_archive_are_passed_over():
    whole = "\n".join([*TITLES, HEADER, *ROWS])
    found = IMPORTER.recognise(
        [Given("AWP NDC-HCPCS Crosswalk.csv", whole), Given("ASP NDC-HCPCS Crosswalk.csv", whole)]
    )
    assert [type(one) for one in found] == [Batch]
