"""Add-on code edits: the named columns, both forms of days, the three types, and what each bad file is told."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.record.procedure import AddOnPrimary
from cleanskin.reference.importers.ncci_add_on import IMPORTER, LONG_AGO
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "AOC_V2026Q2-F-MCR.txt"
HEADINGS = (
    "AOC_Edit_Type",
    "Add-On_Code",
    "AOC_DelDT",
    "Primary_Code",
    "Primary_Code_DelDT",
    "AOC_Edit_EffDT",
    "AOC_Edit_DelDT",
    "Special_Instruction_Notes",
)
ROWS = (
    ("1", "11103", "", "11102", "", "2019001", "", ""),
    ("1", "11103", "", "11100", "2018365", "2013001", "", ""),
    ("1", "17003", "", "17000", "", "2013091", "2025365", ""),
    ("2", "0054T", "", "CCCCC", "", "2013001", "", "Contractor"),
    ("3", "17312", "", "17311", "", "2013001", "", ""),
    ("3", "17312", "", "CCCCC", "", "2013001", "", ""),
)


def text_of(rows=ROWS):
    lines = ("A notice.", "\t".join(HEADINGS), *("\t".join(row) for row in rows))
    return "".join(f"{line}\r\n" for line in lines).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name.split("/")[0])), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    found = IMPORTER.recognise([member(data, name)])
    assert len(found) == 1
    return IMPORTER.read(found[0]) if isinstance(found[0], Batch) else found[0]


def edits(contents):
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def refusal_name(found):
    assert isinstance(found, Refusal), found
    return found.finding.name


def test_primaries_of_an_add_on_code_each_with_its_days():
    edit = edits(read(text_of()))["11103"]
    assert (edit.type, edit.contractor_defined, edit.period) == (1, False, Period(date(2013, 1, 1)))
    assert edit.primaries == (
        AddOnPrimary(code="11100", period=Period(date(2013, 1, 1), date(2019, 1, 1))),
        AddOnPrimary(code="11102", period=Period(date(2019, 1, 1))),
    )


def test_a_deleted_edit_ends_after_its_last_day():
    assert edits(read(text_of()))["17003"].period == Period(date(2013, 4, 1), date(2026, 1, 1))


def test_contractor_defined_primaries_are_no_codes():
    found = edits(read(text_of()))
    assert (found["0054T"].type, found["0054T"].primaries, found["0054T"].contractor_defined) == (2, (), True)
    assert found["17312"].type == 3
    assert [primary.code for primary in found["17312"].primaries] == ["17311"]


def test_release_rows_and_the_note_about_days():
    contents = read(text_of())
    assert (contents.release, contents.rows_read) == ("2026Q2", 6)
    assert contents.period == Period(date(2026, 4, 1), date(2026, 7, 1))
    assert contents.dates == (date(2013, 1, 1), date(2025, 12, 31))
    assert [problem.name for problem in contents.problems] == ["date-form-assumed"]
    assert IMPORTER.status == "preview"


def test_days_as_year_month_day_read_alike_and_need_no_note():
    days = {
        "2019001": "20190101",
        "2018365": "20181231",
        "2013001": "20130101",
        "2013091": "20130401",
        "2025365": "20251231",
    }
    rows = [tuple(days.get(cell, cell) for cell in row) for row in ROWS]
    contents = read(text_of(rows))
    assert edits(contents) == edits(read(text_of()))
    assert contents.problems == ()


def test_workbook_and_fixed_width_read_like_tabs():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate((("A notice.",), HEADINGS, *ROWS)):
            for column, cell in enumerate(row):
                sheet.write_number(line, column, int(cell)) if cell.isdigit() else sheet.write_string(
                    line, column, cell
                )
    widths = (1, 5, 7, 5, 7, 7, 7, 0)
    fixed = "".join("".join(cell.ljust(width) for cell, width in zip(row, widths)) + "\r\n" for row in ROWS).encode()
    assert edits(read(buffer.getvalue(), name="AOC_V2026Q2-MCR.xlsx")) == edits(read(text_of()))
    assert edits(read(fixed)) == edits(read(text_of()))
    found = IMPORTER.recognise([member(text_of()), member(fixed), member(buffer.getvalue(), "AOC_V2026Q2-MCR.xlsx")])
    assert [one.rank for one in found] == [1, 2, 0]


def test_an_edit_without_a_first_day_holds_since_long_ago():
    found = edits(read(text_of((("1", "11103", "", "11102", "", "", "", ""), *ROWS[2:]))))
    assert found["11103"].period.start == LONG_AGO


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("1", "11103x", "", "11102", "", "2019001", "", ""), "code-not-well-formed"),
        (("1", "g0101", "", "11102", "", "2019001", "", ""), "code-not-well-formed"),
        (("4", "11103", "", "11102", "", "2019001", "", ""), "row-not-readable"),
        (("1", "CCCCC", "", "11102", "", "2019001", "", ""), "row-not-readable"),
        (("1", "11103", "", "11102", "", "2019366", "", ""), "dates-contradict"),
        (("1", "11103", "", "11102", "", "2019000", "", ""), "dates-contradict"),
        (("1", "11103", "", "11102", "", "2019002", "2019001", ""), "dates-contradict"),
    ],
)
def test_a_bad_row_is_noted_and_left_out(row, kind):
    contents = read(text_of((*ROWS, row)))
    assert edits(contents) == edits(read(text_of()))
    assert kind in [problem.name for problem in contents.problems]


def test_edits_of_medicaid_and_names_without_quarter_are_refused():
    assert refusal_name(read(text_of(), name="AOC_V2026Q2-MCD.txt")) == "wrong-edition"
    assert refusal_name(read(text_of(), name="add-on.txt")) == "release-not-known"


def test_a_file_without_rows_is_refused():
    assert refusal_name(read(text_of(()))) == "no-rows"


@given(st.integers(0, len(text_of())))
def test_a_cut_file_never_gives_an_edit_of_its_own(length):
    def primaries(found):
        return {(code, edit.type, primary.code) for code, edit in found.items() for primary in edit.primaries}

    whole = primaries(edits(read(text_of())))
    for found in IMPORTER.recognise([member(text_of()[:length])]):
        contents = IMPORTER.read(found) if isinstance(found, Batch) else found
        if isinstance(contents, Contents):
            assert primaries(edits(contents)) <= whole
