"""Adjustment, remark and group codes: numbers and days only, from tables with named columns."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.record.code_list import AdjustmentCode
from cleanskin.reference.importers.claim_adjustment_codes import IMPORTER, LONG_AGO
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "carc_rarc_2024-06.csv"
HEADER = "code,list,start_date,last_modified,end_date"
ROWS = (
    "PR,Group,,,",
    "45,CARC,1995-01-01,2020-03-01,",
    "17,CARC,1995-01-01,2009-09-21,2009-07-01",
    "N781,RARC,2015-11-01,,",
    "MA130,RARC,1997-01-01,,",
)


def text_of(rows=ROWS, header=HEADER):
    return "".join(f"{line}\n" for line in (header, *rows)).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name)), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    found = IMPORTER.recognise([member(data, name)])
    assert len(found) == 1
    return IMPORTER.read(found[0]) if isinstance(found[0], Batch) else found[0]


def codes(contents):
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def test_codes_of_three_lists_by_list_and_code():
    assert codes(read(text_of())) == {
        "GPR": AdjustmentCode(code="PR", code_list="group", period=Period(LONG_AGO)),
        "C45": AdjustmentCode(code="45", code_list="carc", period=Period(date(1995, 1, 1))),
        "C17": AdjustmentCode(code="17", code_list="carc", period=Period(date(1995, 1, 1), date(2009, 7, 2))),
        "RN781": AdjustmentCode(code="N781", code_list="rarc", period=Period(date(2015, 11, 1))),
        "RMA130": AdjustmentCode(code="MA130", code_list="rarc", period=Period(date(1997, 1, 1))),
    }


def test_release_comes_from_the_name_else_from_the_newest_day():
    named, unnamed = read(text_of()), read(text_of(), name="codes.csv")
    assert (named.release, named.period.start, named.problems) == ("2024-06", date(2024, 6, 1), ())
    assert unnamed.release == "2020-03"
    assert [problem.name for problem in unnamed.problems] == ["release-inferred"]
    assert named.dates == (date(1995, 1, 1), date(2020, 3, 1))


def test_without_a_list_column_the_shape_says_the_list():
    rows = ("45\t01/01/1995\t", "B7\t1/1/1995\t", "M15\t01/01/1997\t", "N30\t01/01/2000\t06/01/2020")
    contents = read(text_of(rows, "Code\tStart\tStop"))
    assert list(codes(contents)) == ["C45", "CB7", "RM15", "RN30"]
    assert codes(contents)["RN30"].period == Period(date(2000, 1, 1), date(2020, 6, 2))


def test_lists_by_their_long_names():
    rows = ("45,Claim Adjustment Reason Codes,1995-01-01,", "M15,Remittance Advice Remark Codes,1997-01-01,2020-01-01")
    assert list(codes(read(text_of(rows, "Code,Code List,Start,Stop")))) == ["C45", "RM15"]


def test_a_table_of_one_list_is_a_part():
    remarks = read(text_of(("M15,1997-01-01,2020-01-01",), "Remark Code,Start,Stop"))
    assert (remarks.part, remarks.parts_expected) == ("rarc", ("carc", "rarc"))
    assert read(text_of()).part == ""


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("b7,CARC,1995-01-01,,", "code-not-well-formed"),
        ("N781,CARC,1995-01-01,,", "code-not-well-formed"),
        ("9999,CARC,1995-01-01,,", "code-not-well-formed"),
        ("46,CARC,1995-13-01,,", "dates-contradict"),
        ("46,CARC,1995-01-01,,1994-01-01", "dates-contradict"),
    ],
)
def test_a_bad_row_is_noted_and_left_out(row, kind):
    contents = read(text_of((*ROWS, row)))
    assert len(codes(contents)) == 5
    assert [problem.name for problem in contents.problems] == [kind]


def test_other_files_are_not_recognised():
    for data in (b"", b"code,name\n1,x\n", b"code,start,stop\nhello,1,2\nthere,1,2\n"):
        assert IMPORTER.recognise([member(data)]) == []


@given(st.integers(0, len(text_of())))
def test_a_cut_file_never_gives_a_code_of_its_own(length):
    whole = codes(read(text_of()))
    for found in IMPORTER.recognise([member(text_of()[:length])]):
        contents = IMPORTER.read(found)
        if not isinstance(contents, Refusal):
            assert codes(contents).items() <= whole.items()
