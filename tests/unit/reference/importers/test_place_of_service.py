"""Places of service: names and settings from tables with named columns."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.record.fee import PlaceOfService
from cleanskin.reference.importers.place_of_service import IMPORTER, LONG_AGO, UNDATED
from cleanskin.reference.importing import Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "pos-2026-10.csv"
HEADER = "Place of Service Code(s),Place of Service Name,Setting,Place of Service Description"
ROWS = (
    "02,Telehealth elsewhere,Facility,Words",
    "11,Office,Non-Facility,Words",
    "27-30,Unassigned,,N/A",
    "35,Unassigned,Unassigned,N/A",
    '99,"Other place, not named",,Words',
)
PLACES = {
    "02": PlaceOfService(code="02", name="Telehealth elsewhere", setting="facility"),
    "11": PlaceOfService(code="11", name="Office", setting="nonfacility"),
    "99": PlaceOfService(code="99", name="Other place, not named"),
}


def text_of(rows=ROWS, header=HEADER):
    return "".join(f"{line}\n" for line in (header, *rows)).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name)), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    (found,) = IMPORTER.recognise([member(data, name)])
    return IMPORTER.read(found)


def places(contents):
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def test_assigned_places_with_their_setting():
    contents = read(text_of())
    assert places(contents) == PLACES
    assert (contents.release, contents.period.start, contents.problems) == ("2026-10", date(2026, 10, 1), ())


def test_a_list_without_a_date_answers_for_every_day_and_says_so():
    contents = read(text_of(), name="pos_codes.csv")
    assert (contents.release, contents.period.start) == (UNDATED, LONG_AGO)
    assert [problem.name for problem in contents.problems] == ["release-inferred"]


def test_numbers_of_a_workbook_get_their_zero_back():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["POS Code", "POS Name", "POS Type"])
        sheet.write_row(1, 0, [2, "Telehealth elsewhere", "Facility"])
        sheet.write_row(2, 0, [11, "Office", "Non-Facility"])
    assert places(read(buffer.getvalue(), name="pos-2026-10.xlsx")) == {code: PLACES[code] for code in ("02", "11")}


@pytest.mark.parametrize("row", ["1,Pharmacy,,x", "1A,Pharmacy,,x", "011,Pharmacy,,x", "01,,,x"])
def test_a_bad_row_is_noted_and_left_out(row):
    contents = read(text_of((*ROWS, row)))
    assert places(contents) == PLACES
    assert [problem.name for problem in contents.problems] == ["code-not-well-formed"]


@given(st.integers(0, len(text_of())))
def test_a_cut_file_never_gives_a_place_of_its_own(length):
    for found in IMPORTER.recognise([member(text_of()[:length])]):
        contents = IMPORTER.read(found)
        if not isinstance(contents, Refusal):
            assert places(contents).keys() <= PLACES.keys()
