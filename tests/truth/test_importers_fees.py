"""The fee importers against every official file at hand, and against re-shaped copies through an adapter."""

import csv
import io
import lzma
import os
from collections import Counter
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
import xlsxwriter

from cleanskin.record.fee import FeeRow
from cleanskin.reference.importers import asp_prices, pfs_gpci, pfs_localities, pfs_rvu, zip_localities
from cleanskin.reference.importing import Batch, Contents, Importer

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CMS = SHARED / "data/cms"

pytestmark = pytest.mark.truth


class Given:
    """A member made in memory, an .xz file unpacked."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name.removesuffix(".xz")
        self._data = lzma.decompress(data) if name.endswith(".xz") else data

    @property
    def size_bytes(self) -> int:
        return len(self._data)

    def head(self, count_bytes: int = 65536) -> bytes:
        return self._data[:count_bytes]

    def data(self) -> bytes:
        return self._data


def given(path: str) -> Given:
    return Given(Path(path).name, (CMS / path).read_bytes())


def read(importer: Importer, member: Given) -> tuple[Contents, dict]:
    (batch,) = importer.recognise([member])
    assert isinstance(batch, Batch), batch
    contents = importer.read(batch)
    assert isinstance(contents, Contents), contents
    (table,) = contents.tables
    return contents, dict(table.rows)


@pytest.fixture(scope="module")
def rvu_2025() -> tuple[Contents, dict[str, FeeRow]]:
    return read(pfs_rvu.IMPORTER, given("pfs/PPRRVU2025_Oct.nodesc.csv.xz"))


def test_relative_values_of_october_2025(rvu_2025):
    contents, rows = rvu_2025
    assert (contents.release, contents.part, contents.rows_read) == ("RVU25D", "", 19090)
    assert len(rows) == 19090
    assert contents.problems == ()
    assert f"{contents.published_on}" == "2025-09-11"
    # counted in the file with another reader
    assert Counter(row.modifier for row in rows.values()) == {"": 16851, "26": 1127, "TC": 1108, "53": 4}
    assert Counter(row.status for row in rows.values())["A"] == 9021
    assert sum(row.facility_na for row in rows.values()) == 2530
    assert sum(row.nonfacility_na for row in rows.values()) == 4064
    assert sum(1 for row in rows.values() if row.opps_nonfacility_pe or row.opps_facility_pe or row.opps_mp) == 1038
    assert sum(row.multiple_procedure == "3" for row in rows.values()) == 370
    assert {row.conversion_factor for row in rows.values()} == {Decimal("32.3465")}


def test_every_cell_of_the_file_is_the_rows(rvu_2025):
    """Cell by cell, by position: the importer goes by heading, this test by the place in the layout of 2025."""
    _, rows = rvu_2025
    with lzma.open(CMS / "pfs/PPRRVU2025_Oct.nodesc.csv.xz") as file:
        for cells in islice(csv.reader(io.TextIOWrapper(file)), 10, None):
            row = rows[cells[0] + cells[1]]
            figures = (row.work_rvu, row.nonfacility_pe_rvu, row.facility_pe_rvu, row.mp_rvu)
            assert [f"{figure:.2f}" for figure in figures] == [cells[5], cells[6], cells[8], cells[10]]
            assert [f"{share:.2f}" for share in (row.pre_share, row.intra_share, row.post_share)] == cells[15:18]
            indicators = (
                row.multiple_procedure,
                row.bilateral,
                row.assistant,
                row.co_surgeon,
                row.team,
                row.endoscopic_base,
            )
            assert [row.status, row.pc_tc, row.global_days, *indicators] == [cells[3], *cells[13:15], *cells[18:24]]


def _official_lines() -> list[list[str]]:
    with lzma.open(CMS / "pfs/PPRRVU2025_Oct.nodesc.csv.xz", "rt") as file:
        return list(csv.reader(file))


def test_the_same_values_in_fixed_width(rvu_2025):
    """Every official row written once more by the positions of the record layout (RVU25D), and read back."""
    _, rows = rvu_2025
    # position, column of the comma text, width; shares lose the digit before the point
    numbers = ((60, 5, 6), (67, 6, 6), (76, 8, 6), (85, 10, 5), (91, 11, 6), (97, 12, 6), (133, 24, 8))
    numbers += ((152, 28, 6), (159, 29, 6), (166, 30, 6))
    texts = (
        (1, 0),
        (6, 1),
        (58, 3),
        (73, 7),
        (82, 9),
        (103, 13),
        (104, 14),
        (116, 18),
        (117, 19),
        (118, 20),
        (119, 21),
        (120, 22),
    )
    texts += ((128, 23), (142, 25), (144, 26), (146, 27))
    records = ["HDR a notice".ljust(150)]
    for cells in _official_lines()[10:]:
        record = [" "] * 200
        for start, column, width in numbers:
            record[start - 1 : start - 1 + width] = cells[column].rjust(width)
        for start, column in texts:
            record[start - 1 : start - 1 + len(cells[column])] = cells[column]
        for start, column in ((107, 15), (110, 16), (113, 17)):
            record[start - 1 : start + 2] = f"{Decimal(cells[column]):.2f}"[1:]
        assert len(record) == 200
        records.append("".join(record))
    contents, found = read(pfs_rvu.IMPORTER, Given("PPRRVU25_OCT.txt", "\r\n".join(records).encode()))
    assert (contents.release, contents.rows_read, contents.problems) == ("RVU25D", 19090, ())
    assert found == rows


def test_the_same_values_in_a_workbook(rvu_2025):
    """Every tenth official row written into a workbook, figures as numbers, and read back."""
    _, rows = rvu_2025
    lines = _official_lines()
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, cells in enumerate([*lines[:10], *lines[10::10]]):
        for column, cell in enumerate(cells):
            is_figure = place >= 10 and column in (5, 6, 8, 10, 11, 12, 15, 16, 17, 24, 28, 29, 30)
            sheet.write(place, column, float(cell) if is_figure else cell)
    book.close()
    contents, found = read(pfs_rvu.IMPORTER, Given("PPRRVU2025_Oct.xlsx", made.getvalue()))
    assert (contents.release, contents.rows_read, contents.problems) == ("RVU25D", 1909, ())
    assert found == {key: rows[key] for key in found}


def test_the_dermatology_slice_is_the_same(rvu_2025):
    """A re-shaped copy without title and with one header row: no official layout, read here only to compare."""
    _, rows = rvu_2025
    with (CMS / "pfs/pfs_2025_Oct_derm_nodesc.csv").open(newline="") as file:
        slices = list(csv.DictReader(file))
    assert len(slices) == 888
    for cells in slices:
        row = rows[cells["hcpcs"] + cells["mod"]]
        assert (row.work_rvu, row.mp_rvu) == (Decimal(cells["work_rvu"]), Decimal(cells["mp"]))
    assert pfs_rvu.IMPORTER.recognise([given("pfs/pfs_2025_Oct_derm_nodesc.csv")]) == []


def test_the_head_of_july_2026():
    contents, rows = read(pfs_rvu.IMPORTER, given("formats/fixtures/PPRRVU2026_Jul_nonQPP.head.redacted.csv"))
    assert (contents.release, contents.part, f"{contents.published_on}") == ("RVU26C", "nonQPP", "2026-06-30")
    assert sorted(rows) == ["0001F", "00100"]
    assert {row.pricing_indicator for row in rows.values()} == {"9"}
    assert {row.conversion_factor for row in rows.values()} == {Decimal("33.4009")}
    assert rows["00100"].status == "J"
    assert rows["00100"].supervision == "09"


def test_last_years_values_under_this_years_name():
    member = Given(
        "PPRRVU2026_Oct_nonQPP.csv", lzma.decompress((CMS / "pfs/PPRRVU2025_Oct.nodesc.csv.xz").read_bytes())
    )
    (found,) = pfs_rvu.IMPORTER.recognise([member])
    assert found.finding.name == "release-contradicts-name"


@pytest.mark.parametrize(
    ("file", "release", "alaska", "wyoming"),
    [
        ("pfs/GPCI2025.csv", "2025", ("1.5", "1.081", "0.592"), ("1", "1", "0.739")),
        ("pfs/GPCI2026.csv", "2026", ("1.5", "1.065", "0.551"), ("1", "1", "0.74")),
    ],
)
def test_cost_indices(file, release, alaska, wyoming):
    contents, rows = read(pfs_gpci.IMPORTER, given(file))
    assert (contents.release, contents.rows_read, len(rows), contents.problems) == (release, 109, 109, ())
    for key, name, expected in (("0210201", "ALASKA", alaska), ("0360221", "WYOMING", wyoming)):
        row = rows[key]
        assert (row.name, row.work, row.pe, row.mp) == (name, *map(Decimal, expected))
    assert all(row.work >= 1 for key, row in rows.items())  # the floor of 1.0 is in the values


def test_counties_and_their_indices():
    contents, _ = read(pfs_localities.IMPORTER, given("pfs/25LOCCO.csv"))
    listed = [row for _, row in contents.tables[0].rows]
    assert (contents.release, contents.problems) == ("2025", ())
    _, indices = read(pfs_gpci.IMPORTER, given("pfs/GPCI2025.csv"))
    places = [(row.mac, row.locality, row.state) for row in listed]
    assert set(places) == {(row.mac, row.locality, row.state) for row in indices.values()}
    # one locality is served by two carriers and has two rows
    assert [place for place, times in Counter(places).items() if times > 1] == [("05302", "99", "MO")]


def test_zip_codes():
    contents, rows = read(zip_localities.IMPORTER, given("zip/ZIP5_OCT2025.txt.xz"))
    assert (contents.release, contents.rows_read, contents.problems) == ("2025Q4", 42956, ())
    # counted in the file with another reader
    assert sum(row.needs_plus_four for row in rows.values()) == 384 + 98 + 96 + 1 + 1
    assert Counter(row.rural for row in rows.values())["R"] == 11530 + 98 + 5
    _, indices = read(pfs_gpci.IMPORTER, given("pfs/GPCI2025.csv"))
    assert {row.mac + row.locality for row in rows.values()} <= set(indices)


def test_drug_limits_through_the_official_layout():
    """The copy at hand is re-shaped; put back into the official columns, every figure is read as it stands."""
    with (CMS / "hcpcs/asp_2026Q4_derm_partial.csv").open(newline="") as file:
        copy = list(csv.DictReader(file))
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["Payment Allowance Limits for Medicare Part B Drugs, effective October 1 2026"])
    writer.writerow(
        ["HCPCS Code", "Short Description", "HCPCS Code Dosage", "Payment Limit", "Co-insurance Percentage", "Notes"]
    )
    for row in copy:
        writer.writerow([row["hcpcs"], "", row["dosage"], row["payment_limit"], row["coinsurance_pct"], row["notes"]])
    contents, rows = read(asp_prices.IMPORTER, Given("asp.csv", made.getvalue().encode()))
    assert (contents.release, contents.problems) == ("2026Q4", ())
    assert {code: row.payment_limit for code, row in rows.items()} == {
        row["hcpcs"]: Decimal(row["payment_limit"]) for row in copy
    }
    assert rows["J0585"].coinsurance_percent == 20
