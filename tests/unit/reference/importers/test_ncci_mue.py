"""Unit limits: official layout, release by name, and what each bad file is told."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.record.procedure import UnitLimit
from cleanskin.reference.importers.ncci_mue import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv"
NOTICE = '"A notice about copyright.\n\nOf several lines, with a sign \u00ae.\n",,,\n'
HEADER = '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'
ROWS = (
    "11102,1,2 Date of Service Edit: Policy,Instruction",
    "11103,6,3 Date of Service Edit: Clinical,Data",
    "J0585,600,3 Date of Service Edit: Clinical,Prescribing information",
    'A0021,0,1 Line Edit,"Policy, other"',
)
LIMITS = [
    UnitLimit(code="11102", units=1, adjudication=2, rationale="Instruction"),
    UnitLimit(code="11103", units=6, adjudication=3, rationale="Data"),
    UnitLimit(code="A0021", units=0, adjudication=1, rationale="Policy, other"),
    UnitLimit(code="J0585", units=600, adjudication=3, rationale="Prescribing information"),
]


def text_of(rows=ROWS, header=HEADER, notice=NOTICE):
    return (notice + header + "".join(row + "\n" for row in rows)).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name.split("/")[0])), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    found = IMPORTER.recognise([member(data, name)])
    assert len(found) == 1
    return IMPORTER.read(found[0]) if isinstance(found[0], Batch) else found[0]


def limits(contents):
    assert isinstance(contents, Contents), contents
    return [row for _, row in contents.tables[0].rows]


def refusal_name(found):
    assert isinstance(found, Refusal), found
    return found.finding.name


def test_limits_below_notice_and_header_of_several_lines():
    contents = read(text_of())
    assert limits(contents) == LIMITS
    assert [key for key, _ in contents.tables[0].rows] == ["11102", "11103", "A0021", "J0585"]
    assert (contents.rows_read, contents.problems) == (4, ())


def test_windows_1252_reads_like_utf_8():
    assert limits(read(text_of().decode().encode("cp1252"))) == LIMITS


def test_windows_line_ends_read_alike():
    assert limits(read(text_of().replace(b"\n", b"\r\n"))) == LIMITS


def test_workbook_reads_like_the_text():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["A notice."])
        sheet.write_row(
            1, 0, ["HCPCS/\nCPT Code", "Practitioner Services MUE Values", "MUE Adjudication Indicator", "x"]
        )
        for line, limit in enumerate(LIMITS, start=2):
            text = f"{limit.adjudication} Text"
            sheet.write_row(line, 0, [limit.code, limit.units, text, limit.rationale])
    assert limits(read(buffer.getvalue(), name=NAME.replace("csv", "xlsx"))) == LIMITS


@pytest.mark.parametrize(
    ("name", "release", "start"),
    [
        (NAME, "2026Q3", date(2026, 7, 1)),
        ("MCR_MUE_PractitionerServices_Eff_10-01-2025.csv", "2025Q4", date(2025, 10, 1)),
        ("medicare-ncci-2026-q2-practitioner-services-mue-table.zip/table.csv", "2026Q2", date(2026, 4, 1)),
    ],
)
def test_release_comes_from_the_name(name, release, start):
    contents = read(text_of(), name=name)
    assert (contents.release, contents.period.start) == (release, start)


def test_a_name_without_a_day_is_refused():
    assert refusal_name(read(text_of(), name="mue.csv")) == "release-not-known"


@pytest.mark.parametrize(
    "values", ["Outpatient Hospital Services MUE Values", "DME Supplier Services MUE Values", "Facility MUE Values"]
)
def test_other_editions_are_refused_by_their_header(values):
    header = HEADER.replace("Practitioner Services MUE Values", values)
    assert refusal_name(read(text_of(header=header))) == "wrong-edition"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("j1885,1,2 Policy,x", "code-not-well-formed"),
        ("L57.0,1,2 Policy,x", "code-not-well-formed"),
        ("1110,1,2 Policy,x", "code-not-well-formed"),
        ("17000,,2 Policy,x", "row-not-readable"),
        ("17000,1.5,2 Policy,x", "row-not-readable"),
        ("17000,1,4 Other,x", "row-not-readable"),
        ("17000,1,12 Other,x", "row-not-readable"),
        ("17000,\u00b2,2 Policy,x", "row-not-readable"),
    ],
)
def test_a_bad_row_is_noted_and_left_out(row, kind):
    contents = read(text_of((*ROWS, row)))
    assert limits(contents) == LIMITS
    assert [problem.name for problem in contents.problems] == [kind]


def test_the_last_of_two_limits_counts():
    contents = read(text_of((*ROWS, "11102,2,3 Clinical,x")))
    assert limits(contents)[0].units == 2
    assert [problem.name for problem in contents.problems] == ["row-repeated"]


def test_swapped_columns_are_refused():
    rows = ["11102,2 Policy,1,x", "11103,3 Clinical,6,x"]
    assert refusal_name(read(text_of(rows))) == "columns-not-as-expected"


def test_a_quotation_that_swallows_rows_is_noted():
    rows = (
        *ROWS,
        '17000,1,2 Policy,"Text',
        "17003,13,2 Policy,Text",
        '17004,1,2 Policy,Text"',
        "17110,1,2 Policy,Text",
    )
    contents = read(text_of(rows))
    assert [limit.code for limit in limits(contents)] == ["11102", "11103", "17110", "A0021", "J0585"]
    assert "3 lines" in contents.problems[0].message


def test_swapped_headings_are_refused():
    header = 'Practitioner Services MUE Values,"HCPCS/\nCPT Code",MUE Adjudication Indicator,MUE Rationale\n'
    assert refusal_name(read(text_of(header=header))) == "columns-not-as-expected"


def test_a_file_without_rows_is_refused():
    assert refusal_name(read(text_of(()))) == "no-rows"


def test_other_files_are_not_recognised():
    assert (
        IMPORTER.recognise([member(b"hcpcs_code,mue_units\n11102,1\n"), member(b""), member(b"PK\x03\x04rubbish")])
        == []
    )


@given(st.integers(0, len(text_of())))
def test_a_cut_file_never_gives_a_limit_of_its_own(length):
    whole = {(limit.code, limit.units, limit.adjudication) for limit in LIMITS}
    for found in IMPORTER.recognise([member(text_of()[:length])]):
        contents = IMPORTER.read(found) if isinstance(found, Batch) else found
        if isinstance(contents, Contents):
            assert {(limit.code, limit.units, limit.adjudication) for limit in limits(contents)} <= whole
