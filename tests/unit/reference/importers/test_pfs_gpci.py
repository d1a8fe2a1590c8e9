"""Cost indices by locality: titles, floors, footnotes, lost zeros."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.kernel.period import Period
from cleanskin.record.fee import LocalityIndex
from cleanskin.reference.importers.pfs_gpci import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal

from .test_pfs_rvu import Given

HEADER = (
    "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"
    "2026 PW GPCI (with 1.0 Floor)***,2026 PE GPCI,2026 MP GPCI"
)
LINES = (
    "ADDENDUM E. FINAL CY 2026 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,",
    ",,,,,,",
    HEADER,
    "10112,AL,00,ALABAMA,1.000,0.875,0.566",
    "02102,AK,01,ALASKA*,1.500,1.065,0.551",
    "03202,MT,01,MONTANA**,1,1,0.998",
    '"MAC Assignments as of November 22, 2023",,,,,,',
    ",,,,,,",
    "*Work GPCI reflects a 1.5 floor.,,,,,,",
)


def only(text: str, name: str = "GPCI2026.csv") -> Batch | Refusal:
    (found,) = IMPORTER.recognise([Given(name, text)])
    return found


def read(*lines: str) -> Contents | Refusal:
    batch = only("\r\n".join(lines))
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def test_one_row_a_locality():
    contents = read(*LINES)
    assert (contents.release, contents.rows_read, contents.problems) == ("2026", 3, ())
    assert contents.period == Period(date(2026, 1, 1), date(2027, 1, 1))
    (table,) = contents.tables
    assert table.name == "localities"
    alaska = LocalityIndex(
        mac="02102",
        locality="01",
        state="AK",
        name="ALASKA",
        work=Decimal("1.500"),
        pe=Decimal("1.065"),
        mp=Decimal("0.551"),
    )
    assert dict(table.rows)["0210201"] == alaska
    assert dict(table.rows)["0320201"].work == 1


def test_a_spreadsheet_that_took_the_zeros():
    contents = read(*(line.replace("02102,AK,01", "2102,AK,1") for line in LINES))
    assert "0210201" in dict(contents.tables[0].rows)


def test_with_and_without_floor_the_floored_index_counts():
    header = HEADER.replace(
        "2026 PW GPCI (with 1.0 Floor)***", "2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor)"
    )
    contents = read(*LINES[:2], header, "10112,AL,00,ALABAMA,0.960,1.000,0.875,0.566")
    assert dict(contents.tables[0].rows)["1011200"].work == 1


@pytest.mark.parametrize(
    "row", ["10112,AL,00,ALABAMA,1.000,,0.566", "10112,ALABAMA,00,AL,1.0,0.8,0.5", "10112,AL,00,ALABAMA,100,0.8,0.5"]
)
def test_a_bad_row_is_named(row):
    contents = read(*LINES[:3], row, *LINES[4:])
    assert [(problem.name, problem.where.line) for problem in contents.problems] == [("row-not-readable", 4)]
    assert len(contents.tables[0].rows) == 2


def test_refused():
    assert only("\n".join(LINES).replace("FINAL", "PROPOSED")).finding.name == "wrong-edition"
    assert only("\n".join(LINES).replace("PE GPCI", "PE")).finding.name == "columns-not-as-expected"
    assert only("\n".join(LINES).replace("CY 2026", "")).finding.name == "release-not-known"
    assert read(*LINES[:3]).finding.name == "no-rows"


def test_other_files_are_left_alone():
    assert IMPORTER.recognise([Given("a.csv", "GPCI\n1,2\n"), Given("b.bin", b"\x00\x00")]) == []
