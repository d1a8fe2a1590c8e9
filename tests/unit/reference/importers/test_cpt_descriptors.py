"""Licensed descriptors: the three data files together, or a table; all wordings here are invented."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.record.procedure import CptDescriptor
from cleanskin.reference.importers.cpt_descriptors import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NOTICE = "A notice of the publisher.\r\n\r\nDo not share.\r\n" * 10
LONG = NOTICE + "11102\tInvented long wording one\r\n17000\tInvented long wording two\r\n"
MEDIUM = NOTICE + "11102 INVENTED MEDIUM ONE\r\n17000 INVENTED MEDIUM TWO\r\n"
SHORT = NOTICE + "11102 INVENTED ONE\r\n0001F INVENTED F\r\n"
DESCRIPTORS = {
    "0001F": CptDescriptor(code="0001F", short="INVENTED F"),
    "11102": CptDescriptor(
        code="11102", short="INVENTED ONE", medium="INVENTED MEDIUM ONE", long="Invented long wording one"
    ),
    "17000": CptDescriptor(code="17000", medium="INVENTED MEDIUM TWO", long="Invented long wording two"),
}
TABLE = (
    "CPT Code,Short Descriptor,Medium Descriptor,Long Descriptor\n"
    '11102,INVENTED ONE,INVENTED MEDIUM ONE,"Invented, long"\n'
    "17000,,INVENTED MEDIUM TWO,Invented long wording two\n"
)


def member(data, name):
    return OpenedMember(UserFile(Path(name.split("/")[0])), name, len(data), lambda: io.BytesIO(data))


def read(*members):
    (found,) = IMPORTER.recognise(members)
    return IMPORTER.read(found) if isinstance(found, Batch) else found


def descriptors(contents):
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def data_files(archive="cpt-2026.zip"):
    files = {"LONGULT.txt": LONG, "MEDU.txt": MEDIUM, "SHORTU.txt": SHORT, "readme.txt": "Read me.\r\n"}
    return [member(text.encode(), f"{archive}/{name}") for name, text in files.items()]


def test_the_data_files_are_one_release():
    contents = read(*data_files())
    assert descriptors(contents) == DESCRIPTORS
    assert (contents.release, contents.period.start, contents.period.end) == (
        "2026",
        date(2026, 1, 1),
        date(2027, 1, 1),
    )
    assert contents.rows_read == 6


def test_a_table_with_named_columns():
    contents = read(member(TABLE.encode(), "codes_2026.csv"))
    assert descriptors(contents)["11102"].long == "Invented, long"
    assert descriptors(contents)["17000"] == DESCRIPTORS["17000"]


def test_a_table_with_tabs_and_one_descriptor():
    contents = read(member(b"Code\tLong Description\n11102\tInvented\nJ1885\tNot of this set\n", "2026.txt"))
    assert descriptors(contents) == {"11102": CptDescriptor(code="11102", long="Invented")}
    assert contents.problems == ()


def test_names_without_a_year_are_refused():
    found = read(*data_files("cpt.zip"))
    assert isinstance(found, Refusal)
    assert found.finding.name == "release-not-known"


@pytest.mark.parametrize("code", ["1110", "11102x", "0001f", "111.2"])
def test_a_bad_code_is_noted_and_left_out(code):
    contents = read(member((TABLE + f"{code},a,b,c\n").encode(), "codes_2026.csv"))
    assert len(descriptors(contents)) == 2
    assert [problem.name for problem in contents.problems] == ["code-not-well-formed"]


def test_wordings_do_not_enter_findings():
    rows = "11102,Other words,,\n1110,Other words,b,c\n"
    contents = read(member((TABLE + rows).encode(), "codes_2026.csv"))
    assert {problem.name for problem in contents.problems} == {"row-repeated", "code-not-well-formed"}
    assert "Other" not in repr(contents.problems)


def test_other_files_are_not_recognised():
    for data in (b"", b"11102 Text\n", b"code,description\n11102,x\n", b"code,short\nabc,x\n"):
        assert IMPORTER.recognise([member(data, "x-2026.txt")]) == []


@given(st.integers(0, len(TABLE)))
def test_a_cut_table_never_gives_a_code_of_its_own(length):
    for found in IMPORTER.recognise([member(TABLE[:length].encode(), "codes_2026.csv")]):
        contents = IMPORTER.read(found)
        if not isinstance(contents, Refusal):
            assert descriptors(contents).keys() <= {"11102", "17000"}
