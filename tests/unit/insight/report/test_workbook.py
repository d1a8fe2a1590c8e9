from dataclasses import dataclass
from datetime import date
from io import BytesIO

import msgspec
import openpyxl
import polars as pl
import pytest

from cleanskin.insight.report.workbook import MAXIMUM_WORK_ROWS, render_workbook
from cleanskin.record.frame import Column


@dataclass(frozen=True)
class Given:
    name: str
    title: str
    columns: tuple[Column, ...]
    data: pl.DataFrame


def work(count):
    columns = (
        Column("patient_control_number", "text", "CLM01"),
        Column("patient_name", "text", "patient", personal=True),
        Column("date_of_service", "date", "first day"),
        Column("amount_billed", "cents", "charge"),
    )
    data = pl.DataFrame(
        {
            "patient_control_number": [f"=A{k}" for k in range(count)],
            "patient_name": ["Juniper Vale"] * count,
            "date_of_service": [date(2026, 5, 6)] * count,
            "amount_billed": [k * 100 + 5 for k in range(count)],
        }
    )
    return Given("work_list", "one row per claim", columns, data)


def read(content):
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def book(report):
    return read(render_workbook(report, work=work(30)))


def column(sheet, label):
    heads = [cell.value for cell in sheet[1]]
    return heads.index(label)


def test_the_summaries_are_there(book):
    assert book.sheetnames[:3] == ["Verdict", "Figures", "Recommendations"]
    assert book.sheetnames[-1] == "Work list"
    words = [cell.value for row in book["Verdict"].iter_rows() for cell in row if cell.value]
    assert "Invented data" in words
    assert "One claim in eight fails the first time, and two causes explain most of the loss." in words


def test_figures_are_numbers_with_their_definition_or_the_reason_why_not(book):
    sheet = book["Figures"]
    found = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    first = found["First-pass resolution"]
    assert first[2].value == 0.8712
    assert first[2].number_format == "0.0%"
    assert first[column(sheet, "How this is counted")].value.startswith(
        "Original claims that the first remittance settled"
    )
    assert first[column(sheet, "Claims behind it")].value == "tables/first_pass_failures.csv"
    dollars = found["Initial denial rate, by dollars"]
    assert dollars[column(sheet, "Numerator")].value == 287_314.55
    assert dollars[column(sheet, "Numerator")].number_format.startswith("$")
    why = column(sheet, "Why there is no value")
    assert found["Insurance-side yield"][2].value is None
    assert "61%" in found["Insurance-side yield"][why].value
    assert found["Net collection rate"][why].value == "needs patient payments, write-offs by reason"


def test_tables_keep_dollars_percentages_totals_and_notes(book):
    sheet = next(book[name] for name in book.sheetnames if name.startswith("Every first-pass"))
    assert sheet["A2"].value == "Modifier or bundling"
    assert sheet["C2"].value == 94_210
    assert sheet["C2"].number_format.startswith("$")
    assert sheet["D2"].value == 0.328
    assert sheet["C8"].value is None
    assert sheet["A9"].value == "All causes"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    said = [row[0].value for row in sheet.iter_rows(min_row=10) if row[0].value]
    assert "All of them: tables/first_pass_failures.csv" in said


def test_work_rows_are_masked_and_cannot_start_formulas(book):
    sheet = book["Work list"]
    assert sheet["A2"].value == "'=A0"
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value == "xxxxxxx xxxx"
    assert sheet["C2"].value.date() == date(2026, 5, 6)
    assert sheet["D3"].value == 1.05


def test_no_cell_of_the_book_is_a_formula(book):
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_no_more_than_five_thousand_work_rows_and_the_rest_is_named(report):
    sheet = read(render_workbook(report, work=work(MAXIMUM_WORK_ROWS + 7)))["Work list"]
    numbers = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert sum(str(value).startswith("'=A") for value in numbers) == 5_000
    assert "The first 5,000 of 5,007 rows; all of them are in tables/work_list.csv" in numbers


def test_tables_of_several_entities_share_a_sheet_and_name_them(sample):
    book = read(render_workbook(sample.sample_report(entities=3)))
    sheets = [name for name in book.sheetnames if name.startswith("Every first-pass")]
    assert len(sheets) == 1
    sheet = book[sheets[0]]
    assert sheet["A1"].value == "Entity"
    labels = {row[0].value for row in sheet.iter_rows(min_row=2, max_row=22)}
    assert labels == {f"Harbor Lane Dermatology, office {k}" for k in (1, 2, 3)}


def test_sheet_names_that_excel_refuses_are_mended(sample):
    report = sample.sample_report()
    titles = ("A/R: what? [all]", "A/R: what? [all]", "history", "", "x" * 50, "x" * 50)
    tables = tuple(
        msgspec.structs.replace(sample.work_list(k + 1), title=title, detail="") for k, title in enumerate(titles)
    )
    section = msgspec.structs.replace(report.back[0], blocks=tables)
    names = read(render_workbook(msgspec.structs.replace(report, entities=(), back=(section,)))).sheetnames
    assert len(names) == len({name.lower() for name in names})
    assert all(len(name) <= 31 for name in names)
    assert "history" not in [name.lower() for name in names]
