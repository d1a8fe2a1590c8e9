"""ZIP code to locality: fixed width, quarters, the nine-digit neighbour."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.record.fee import ZipLocality
from cleanskin.reference.importers.zip_localities import IMPORTER
from cleanskin.reference.importing import Batch

from .test_pfs_rvu import Given


def row(state="AK", zip_code="99501", mac="02102", locality="01", rural=" ", plus_four="0", quarter="20254") -> str:
    return f"{state}{zip_code}{mac}{locality}{rural}Z9   {plus_four} A".ljust(75) + quarter


LINES = (row(), row(zip_code="99502", rural="R"), row(zip_code="99503", rural="B", plus_four="1"))


def read(*lines: str):
    (batch,) = IMPORTER.recognise([Given("ZIP5_OCT2025.txt", "\r\n".join(lines) + "\r\n")])
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def test_one_row_a_zip_code():
    contents = read(*LINES)
    assert (contents.release, contents.rows_read, contents.problems) == ("2025Q4", 3, ())
    assert contents.period == Period(date(2025, 10, 1), date(2026, 1, 1))
    rows = dict(contents.tables[0].rows)
    assert rows["99501"] == ZipLocality(zip="99501", state="AK", mac="02102", locality="01")
    assert rows["99502"].rural == "R"
    assert (rows["99503"].rural, rows["99503"].needs_plus_four) == ("B", True)


@pytest.mark.parametrize(
    "bad", [row()[:-1], row(quarter="20253"), row(plus_four="7"), row(zip_code="9950x"), row(rural="X")]
)
def test_a_line_that_breaks_the_layout(bad):
    contents = read(*LINES, bad)
    assert [(problem.name, problem.where.line) for problem in contents.problems] == [("row-not-readable", 4)]


def test_one_zip_code_in_two_localities():
    contents = read(*LINES, row(mac="03102"))
    assert [problem.name for problem in contents.problems] == ["row-repeated"]
    assert dict(contents.tables[0].rows)["99501"].mac == "03102"


def test_the_nine_digit_file_is_refused():
    line = "AK995010210201 Z9   11234 A".ljust(75)
    (found,) = IMPORTER.recognise([Given("ZIP9.txt", "\n".join([line] * 3))])
    assert found.finding.name == "wrong-edition"


@given(st.binary(max_size=300))
def test_recognising_never_fails(data):
    IMPORTER.recognise([Given("x.txt", data)])
