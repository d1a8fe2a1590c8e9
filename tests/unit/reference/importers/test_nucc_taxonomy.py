"""Provider taxonomy: codes by version, without those that ended before it."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.record.code_list import Taxonomy
from cleanskin.reference.importers.nucc_taxonomy import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "nucc_taxonomy_251.csv"
HEADER = "Code,Grouping,Classification,Specialization,Definition,Effective Date,Deactivation Date,Notes,Display Name"
ROWS = (
    '207N00000X,Physicians,Dermatology,,"Words, many",4/1/2002,,,Dermatology Physician',
    "207ND0101X,Physicians,Dermatology,MOHS-Micrographic Surgery,Words,4/1/2002,,,Mohs Surgeon",
    "207NOLD00X,Physicians,Dermatology,Ended,Words,4/1/2002,12/31/2009,,Ended",
)


def text_of(rows=ROWS, header=HEADER):
    return "".join(f"{line}\n" for line in (header, *rows)).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name)), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    (found,) = IMPORTER.recognise([member(data, name)])
    return IMPORTER.read(found) if isinstance(found, Batch) else found


def taxonomies(contents):
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def test_codes_that_had_not_ended_before_the_version():
    assert taxonomies(read(text_of())) == {
        "207N00000X": Taxonomy(
            code="207N00000X",
            grouping="Physicians",
            classification="Dermatology",
            display_name="Dermatology Physician",
        ),
        "207ND0101X": Taxonomy(
            code="207ND0101X",
            grouping="Physicians",
            classification="Dermatology",
            specialization="MOHS-Micrographic Surgery",
            display_name="Mohs Surgeon",
        ),
    }


@pytest.mark.parametrize(
    ("name", "release", "published_on", "start", "end"),
    [
        (NAME, "25.1", date(2025, 7, 1), date(2025, 10, 1), date(2026, 4, 1)),
        ("nucc_taxonomy_260.csv", "26.0", date(2026, 1, 1), date(2026, 4, 1), date(2026, 10, 1)),
    ],
)
def test_version_comes_from_the_name(name, release, published_on, start, end):
    contents = read(text_of(), name)
    assert (contents.release, contents.published_on) == (release, published_on)
    assert (contents.period.start, contents.period.end) == (start, end)


def test_a_name_without_a_version_is_refused():
    found = read(text_of(), "taxonomy.csv")
    assert isinstance(found, Refusal)
    assert found.finding.name == "release-not-known"


def test_windows_1252_and_definitions_of_several_lines():
    row = '207NX0001X,Physicians,Dermatology,Caf\u00e9,"Words\non two lines \u2019",4/1/2002,,,Name'
    contents = read(text_of((*ROWS, row)).decode().encode("cp1252"))
    assert taxonomies(contents)["207NX0001X"].specialization == "Caf\u00e9"
    assert contents.problems == ()


@pytest.mark.parametrize("code", ["207n00000X", "207N0000X", "207N000000", "207N.0000X"])
def test_a_bad_code_is_noted_and_left_out(code):
    contents = read(text_of((*ROWS, f"{code},a,b,c,d,,,,e")))
    assert len(taxonomies(contents)) == 2
    assert [problem.name for problem in contents.problems] == ["code-not-well-formed"]


@given(st.integers(0, len(text_of())))
def test_a_cut_file_never_gives_a_code_of_its_own(length):
    for found in IMPORTER.recognise([member(text_of()[:length])]):
        contents = IMPORTER.read(found)
        if not isinstance(contents, Refusal):
            assert taxonomies(contents).keys() <= {"207N00000X", "207ND0101X"}
