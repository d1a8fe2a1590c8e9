"""Prices against the amounts Medicare published, to the cent, and prices by ZIP code from official files."""

import csv
import lzma
import os
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from cleanskin.reference.loading import load
from cleanskin.reference.look_up import Reference
from cleanskin.reference.pricing import PriceLine, Terms, price

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CMS = SHARED / "data/cms"
IN_2026 = date(2026, 3, 2)
IN_2025 = date(2025, 11, 3)

pytestmark = pytest.mark.truth


def _published() -> list[tuple[str, str, int]]:
    with (CMS / "pfs/mpfs_2026_national_rates_partial.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["hcpcs"], setting, int(Decimal(row[f"{setting}_rate"]) * 100))
        for row in rows
        for setting in ("nonfacility", "facility")
    ]


def _codes_with_values() -> set[str]:
    with (CMS / "pfs/mpfs_2026_derm_partial.csv").open(newline="") as file:
        return {row["hcpcs"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def built_in(tmp_path_factory) -> Reference:
    return Reference(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Reference:
    """Indices, ZIP codes and the relative values of 2025, loaded from the official files."""
    folder = tmp_path_factory.mktemp("home")
    unpacked = tmp_path_factory.mktemp("files")
    for packed in (CMS / "zip/ZIP5_OCT2025.txt.xz", CMS / "pfs/PPRRVU2025_Oct.nodesc.csv.xz"):
        (unpacked / packed.stem).write_bytes(lzma.decompress(packed.read_bytes()))
    files = [CMS / "pfs/GPCI2025.csv", CMS / "pfs/GPCI2026.csv", *sorted(unpacked.iterdir())]
    report = load(files, folder, now=datetime(2026, 11, 22, tzinfo=UTC), for_past_days=True)
    assert not report.refused, report
    return Reference(folder)


@pytest.mark.parametrize(("code", "setting", "cents"), _published())
def test_published_national_amounts_of_2026(built_in, code, setting, cents):
    found = price(PriceLine(code=code), on=IN_2026, reference=built_in, terms=Terms(setting=setting))
    assert found.amount_allowed == cents
    assert ("RVU" in found.steps[0].words) == (code in _codes_with_values())


def test_how_many_are_compared_by_relative_values():
    with_values = [row for row in _published() if row[0] in _codes_with_values()]
    assert len(with_values) == 24  # 12 codes in two settings


def _rows_of_2025() -> dict[str, list[str]]:
    with lzma.open(CMS / "pfs/PPRRVU2025_Oct.nodesc.csv.xz", "rt") as file:
        return {cells[0]: cells for cells in list(csv.reader(file))[10:] if not cells[1]}


@pytest.mark.parametrize(
    ("zip_code", "name", "work", "pe", "mp"),
    [
        ("10021", "MANHATTAN", "1.065", "1.166", "1.656"),
        ("99501", "ALASKA", "1.5", "1.081", "0.592"),
    ],
)
def test_by_zip_code(loaded, zip_code, name, work, pe, mp):
    """The formula once more, in this test's own words, for every dermatology code of the schedule of 2025."""
    official = _rows_of_2025()
    place = loaded.zip_locality(zip_code, IN_2025).value
    index = loaded.locality(place.mac, place.locality, IN_2025).value
    assert (index.name, index.work, index.pe, index.mp) == (name, Decimal(work), Decimal(pe), Decimal(mp))
    seen = 0
    for code, cells in official.items():
        if not ("10000" <= code < "18000" and cells[3] == "A"):
            continue
        w, p, m = Decimal(cells[5]), Decimal(cells[6]), Decimal(cells[10])
        dollars = (w * index.work + p * index.pe + m * index.mp) * Decimal("32.3465")
        expected = int((dollars * 100).to_integral_value(ROUND_HALF_UP))
        found = price(PriceLine(code=code), on=IN_2025, reference=loaded, terms=Terms(zip_code=zip_code))
        assert found.amount_allowed == expected, code
        seen += 1
    assert seen > 300


def test_a_national_amount_gives_no_local_price(built_in, loaded):
    asked = Terms(zip_code="10021")
    for reference in (built_in, loaded):
        found = price(PriceLine(code="99213"), on=IN_2026, reference=reference, terms=asked)
        assert (found.amount_allowed, found.cannot.reason) == (None, "national-amount-only")
        assert "$95.19" in found.cannot.message
    assert (
        price(PriceLine(code="17000"), on=IN_2026, reference=built_in, terms=asked).cannot.reason == "locality-not-held"
    )


def test_last_years_values_give_no_price(loaded):
    found = price(PriceLine(code="19120"), on=IN_2026, reference=loaded)
    assert found.cannot.reason == "values-of-another-year"


def test_the_price_of_mohs_surgery(built_in):
    found = price(PriceLine(code="17311"), on=date(2026, 3, 1), reference=built_in)
    assert found.amount_allowed == 66702
    assert found.provenances[0].is_built_in
