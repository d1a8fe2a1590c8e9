"""HCPCS level II: the 48 columns, the record of fixed width, and what each bad file is told."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.reference.importers.hcpcs import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "HCPC2026_OCT_ANWEB.csv"
COLUMNS = [
    "HCPC",
    "SEQNUM",
    "RECID",
    "LONG DESCRIPTION",
    "SHORT DESCRIPTION",
    "PRICE1",
    "PRICE2",
    "PRICE3",
    "PRICE4",
    "MULT_PI",
    "CIM1",
    "CIM2",
    "CIM3",
    "MCM1",
    "MCM2",
    "MCM3",
    "STATUTE",
    "LABCERT1",
    "LABCERT2",
    "LABCERT3",
    "LABCERT4",
    "LABCERT5",
    "LABCERT6",
    "LABCERT7",
    "LABCERT8",
    "XREF1",
    "XREF2",
    "XREF3",
    "XREF4",
    "XREF5",
    "COV",
    "ASC_GRP",
    "ASC_DT",
    "OPPS",
    "OPPS_PI",
    "OPPS_DT",
    "PROCNOTE",
    "BETOS",
    "TOS1",
    "TOS2",
    "TOS3",
    "TOS4",
    "TOS5",
    "ANEST_BU",
    "ADD DT",
    "ACT EFF DT",
    "TERM DT",
    "ACTION CD",
]
CODE = {
    "HCPC": "J9999",
    "SEQNUM": "0010",
    "RECID": "3",
    "LONG DESCRIPTION": "Injection of an invented drug, 1 mg, given by somebody to somebody in an office, repeated",
    "SHORT DESCRIPTION": "Inj, invented drug",
    "PRICE1": "00",
    "XREF1": "J9998",
    "COV": "D",
    "BETOS": "O1E",
    "TOS1": "1",
    "TOS2": "P",
    "ADD DT": "20200101",
    "ACT EFF DT": "20260401",
    "ACTION CD": "N",
}
MODIFIER = {
    "HCPC": "   A1",
    "SEQNUM": "0010",
    "RECID": "7",
    "LONG DESCRIPTION": "An invented modifier",
    "SHORT DESCRIPTION": "Invented",
    "COV": "C",
    "ADD DT": "20020701",
    "ACT EFF DT": "20200101",
    "TERM DT": "20191231",
    "ACTION CD": "D",
}


def csv_of(*rows):
    def quoted(cell):
        return f'"{cell}"' if "," in cell else cell

    lines = [",".join(COLUMNS), *(",".join(quoted(row.get(name, "")) for name in COLUMNS) for row in rows)]
    return "".join(line + "\n" for line in lines).encode()


def record(row, long, sequence, kind):
    line = [" "] * 320

    def put(first, text):
        line[first - 1 : first - 1 + len(text)] = text

    put(1, row["HCPC"].rjust(5))
    put(6, f"{sequence:03d}00")
    put(11, kind)
    put(12, long)
    if kind in "37":
        put(92, row["SHORT DESCRIPTION"])
        put(120, row.get("PRICE1", ""))
        put(205, row.get("XREF1", ""))
        put(230, row["COV"])
        put(257, row.get("BETOS", ""))
        put(261, row.get("TOS1", " ") + row.get("TOS2", " "))
        put(269, row["ADD DT"] + row["ACT EFF DT"] + row.get("TERM DT", "00000000"))
        put(293, row["ACTION CD"])
    return "".join(line).rstrip()


def fixed_of(*rows):
    lines = []
    for row in rows:
        text, first = row["LONG DESCRIPTION"], "7" if row["RECID"] == "7" else "3"
        for part in range(0, len(text), 80):
            lines.append(
                record(row, text[part : part + 80].strip(), part // 80 + 1, first if not part else chr(ord(first) + 1))
            )
    return "".join(line + "\r\n" for line in lines).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name.split("/")[0])), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    found = IMPORTER.recognise([member(data, name)])
    assert len(found) == 1
    return IMPORTER.read(found[0]) if isinstance(found[0], Batch) else found[0]


def facts(contents):
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def refusal_name(found):
    assert isinstance(found, Refusal), found
    return found.finding.name


def test_a_code_and_a_modifier_of_the_csv():
    contents = read(csv_of(MODIFIER, CODE))
    code, modifier = facts(contents)["J9999"], facts(contents)["A1"]
    assert (code.short, code.long) == (CODE["SHORT DESCRIPTION"], CODE["LONG DESCRIPTION"])
    assert (code.pricing, code.cross_references, code.type_of_service) == (("00",), ("J9998",), ("1", "P"))
    assert (code.coverage, code.betos, code.action, code.is_modifier) == ("D", "O1E", "N", False)
    assert (code.added_on, code.effective_on, code.terminated_on) == (date(2020, 1, 1), date(2026, 4, 1), None)
    assert modifier.is_modifier
    assert modifier.terminated_on == date(2019, 12, 31)
    assert (contents.release, contents.rows_read, contents.problems) == ("2026Q4", 2, ())
    assert contents.dates == (date(2002, 7, 1), date(2026, 4, 1))


def test_records_of_fixed_width_read_like_the_csv():
    fixed = read(fixed_of(MODIFIER, CODE), name="HCPC2026_OCT_ANWEB.txt")
    assert facts(fixed) == facts(read(csv_of(MODIFIER, CODE)))
    assert fixed.rows_read == 3


def test_workbook_with_numbers_reads_like_the_csv():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        for line, row in enumerate((MODIFIER, CODE), start=1):
            for column, name in enumerate(COLUMNS):
                cell = row.get(name, "")
                is_number = cell.isdigit() and name not in ("SEQNUM", "RECID")
                sheet.write_number(line, column, int(cell)) if is_number else sheet.write_string(line, column, cell)
    contents = read(buffer.getvalue(), name="HCPC2026_OCT_ANWEB.xlsx")
    assert facts(contents) == facts(read(csv_of(MODIFIER, CODE)))


def test_text_is_preferred_to_csv():
    found = IMPORTER.recognise([member(csv_of(CODE)), member(fixed_of(CODE), "HCPC2026_OCT_ANWEB.txt")])
    assert [(one.form, one.rank) for one in found] == [("csv", 1), ("fixed", 0)]


def test_release_comes_from_the_newest_day_when_the_name_says_nothing():
    contents = read(csv_of(MODIFIER, CODE), name="codes.csv")
    assert contents.release == "2026Q2"
    assert [problem.name for problem in contents.problems] == ["release-inferred"]


def test_rows_later_than_the_named_release_are_refused():
    assert refusal_name(read(csv_of(CODE), name="HCPC2025_OCT_ANWEB.csv")) == "release-contradicted"


@pytest.mark.parametrize("code", ["j1885", "J188.5", "J188", "X1234", "a1"])
def test_a_bad_code_is_noted_and_left_out(code):
    contents = read(csv_of(MODIFIER, CODE, {**CODE, "HCPC": code}))
    assert sorted(facts(contents)) == ["A1", "J9999"]
    assert [problem.name for problem in contents.problems] == ["code-not-well-formed"]


def test_a_bad_day_is_noted_and_the_code_kept_without_it():
    contents = read(csv_of({**CODE, "TERM DT": "20261332"}))
    assert facts(contents)["J9999"].terminated_on is None
    assert [problem.name for problem in contents.problems] == ["dates-contradict"]


def test_a_code_that_stands_twice_is_noted():
    contents = read(csv_of(CODE, {**CODE, "COV": "C"}))
    assert facts(contents)["J9999"].coverage == "C"
    assert [problem.name for problem in contents.problems] == ["row-repeated"]


def test_a_further_record_without_its_first_is_noted():
    lines = fixed_of(CODE).splitlines(keepends=True)
    contents = read(fixed_of(MODIFIER) + lines[1], name="HCPC2026_OCT_ANWEB.txt")
    assert sorted(facts(contents)) == ["A1"]
    assert [problem.name for problem in contents.problems] == ["row-not-readable"]


def test_other_files_are_not_recognised():
    for data in (b"", b"hcpcs_code,price\nJ1885,00\n", b"A0021\nA0080\n", b"11102 Text\n"):
        assert IMPORTER.recognise([member(data, "x.txt")]) == []


@given(st.integers(0, len(csv_of(MODIFIER, CODE))))
def test_a_cut_csv_never_gives_a_code_of_its_own(length):
    whole = facts(read(csv_of(MODIFIER, CODE)))
    for found in IMPORTER.recognise([member(csv_of(MODIFIER, CODE)[:length])]):
        contents = IMPORTER.read(found)
        if isinstance(contents, Contents):
            assert facts(contents).items() <= whole.items()


@given(st.integers(0, len(fixed_of(MODIFIER, CODE, {**MODIFIER, "HCPC": "A2"}))))
def test_a_cut_text_never_gives_a_code_of_its_own(length):
    rows = (MODIFIER, CODE, {**MODIFIER, "HCPC": "A2"})
    whole = facts(read(fixed_of(*rows), name="HCPC2026_OCT_ANWEB.txt"))
    for found in IMPORTER.recognise([member(fixed_of(*rows)[:length], "HCPC2026_OCT_ANWEB.txt")]):
        contents = IMPORTER.read(found)
        if isinstance(contents, Contents):
            for code, one in facts(contents).items():
                assert whole[code].long.startswith(one.long)
                assert (one.terminated_on, one.coverage) == (whole[code].terminated_on, whole[code].coverage)
