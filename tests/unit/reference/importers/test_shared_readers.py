"""Delimited text, workbooks, quarters, days and bounded findings, as all importers use them."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.reference.importers import delimited, importers, spreadsheet
from cleanskin.reference.importers.delimited import Row
from cleanskin.reference.importers.quarters import Quarter, quarter_in, quarter_of
from cleanskin.reference.importers.row_problems import SHOWN, RowProblems, day_of
from cleanskin.reference.importing import Refusal
from cleanskin.reference.opening import OpenedMember, UserFile


def member(data, name="x.xlsx"):
    return OpenedMember(UserFile(Path(name)), name, len(data), lambda: io.BytesIO(data))


def workbook():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("First")
        sheet.write_row(0, 0, ["  A & B  ", "two\nlines"])
        sheet.write_row(2, 0, [11102, 1.5, True])
        sheet.write_datetime(2, 3, date(2026, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_string(3, 2, "00100")
        book.add_worksheet("Second").write_row(0, 0, ["other"])
    return buffer.getvalue()


def test_quoted_cells_hold_separators_and_line_ends():
    assert list(delimited.rows('a,"b, c"\r\n\r\n"d\ne",f\n')) == [Row(1, ("a", "b, c")), Row(4, ("d\ne", "f"))]


def test_only_line_ends_divide_lines():
    assert list(delimited.rows("a\x0bb\x85c\u2028d,e\rf,g")) == [
        Row(1, ("a\x0bb\x85c\u2028d", "e")),
        Row(2, ("f", "g")),
    ]


def test_a_quotation_that_never_closes_gives_rows_without_cells():
    found = list(delimited.rows('a,b\nc,"' + "x" * 200_000 + "\nd,e\n"))
    assert found[0] == Row(1, ("a", "b"))
    assert () in [row.cells for row in found]


def test_text_in_four_encodings():
    text = "caf\u00e9,\u00ae"
    for data in (text.encode(), text.encode("cp1252"), text.encode("utf-16"), text.encode("utf-8-sig")):
        assert delimited.decoded(data) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_rows(data):
    list(delimited.rows(delimited.decoded(data)))
    assert list(spreadsheet.rows(b"PK\x03\x04" + data)) == []
    assert spreadsheet.peek(member(b"PK\x03\x04" + data)) == ()


def test_cells_of_a_workbook_are_the_texts_that_were_meant():
    assert list(spreadsheet.rows(workbook())) == [
        Row(1, ("A & B", "two\nlines", "", "")),
        Row(3, ("11102", "1.5", "TRUE", "20260701")),
        Row(4, ("", "", "00100", "")),
    ]
    assert list(spreadsheet.rows(workbook(), sheet=1)) == [Row(1, ("other",))]
    assert list(spreadsheet.rows(workbook(), sheet=2)) == []
    assert spreadsheet.sheet_names(workbook()) == ("First", "Second")


def test_peeking_sees_the_same_words():
    rows = spreadsheet.peek(member(workbook()))
    assert [row.cell(0) for row in rows] == ["A & B", "11102", ""]
    assert rows[0].cell(1) == "two\nlines"
    assert rows[2].cell(2) == "00100"


@given(st.integers(0, len(workbook())))
def test_a_cut_workbook_is_read_without_an_error(length):
    list(spreadsheet.rows(workbook()[:length]))
    spreadsheet.peek(member(workbook()[:length]))


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("medicare-ncci-2026q3-practitioner.zip", Quarter(2026, 3)),
        ("AOC_V2025Q4_01-MCR.txt", Quarter(2025, 4)),
        ("2026-Q1", Quarter(2026, 1)),
        ("july-2026-alpha-numeric-hcpcs-file.zip", Quarter(2026, 3)),
        ("HCPC2026_OCT_ANWEB", Quarter(2026, 4)),
        ("2026Q5", None),
        ("12026Q1", None),
        ("mayor-2026", None),
        ("", None),
    ],
)
def test_quarters_in_names(text, quarter):
    assert quarter_in(text) == quarter


def test_days_of_quarters():
    assert quarter_of(date(2026, 9, 30)).name == "2026Q3"
    assert quarter_of(date(2026, 10, 1)).period.end == date(2027, 1, 1)
    assert quarter_of(date(2026, 3, 31)).period.start == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20260701", date(2026, 7, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        ("7/1/2026", date(2026, 7, 1)),
        ("07-01-2026", date(2026, 7, 1)),
        ("20261301", None),
        ("7/1/26", None),
        ("\u0662\u0660\u0662\u0666\u0660\u0667\u0660\u0661", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days(text, day):
    assert day_of(text) == day


def test_findings_about_rows_are_bounded():
    problems = RowProblems("file.csv")
    for line in range(100):
        problems.bad_code(line=line, code="x1", expected="Upper case.")
    found = problems.findings()
    assert len(found) == SHOWN + 1
    assert found[-1].message == "90 more rows like these."
    assert problems.rows_lost == 100
    assert isinstance(problems.too_many(1000), Refusal)
    assert problems.too_many(10_000) is None


def test_a_few_bad_rows_are_tolerated_in_a_short_file():
    problems = RowProblems("file.csv")
    problems.bad_code(line=1, code="x1", expected="")
    assert problems.too_many(4) is None


def test_what_is_no_code_is_masked():
    problems = RowProblems("file.csv")
    problems.bad_code(line=1, code="Some Person 1970", expected="")
    assert "Some" not in problems.findings()[0].message


def test_every_importer_says_where_to_get_its_file():
    kinds = [importer.kind for importer in importers()]
    assert len(kinds) == len(set(kinds))
    for importer in importers():
        assert importer.where_to_get.endswith(".")
        assert importer.answers
