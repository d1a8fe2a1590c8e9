"""Pair edits: official layout, dates, repeated pairs, and what each bad file is told."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.reference.importers.ncci_ptp import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal
from cleanskin.reference.loading import load
from cleanskin.reference.look_up import Reference
from cleanskin.reference.opening import OpenedMember, UserFile

NAME = "ccipra-v322r0-f1.TXT"
PREAMBLE = (
    "A notice about copyright.\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
)
ROWS = (
    "0001A\t0591T\t\t20220101\t20231231\t1\tManual",
    "0001A\t90473\t\t20220101\t20220101\t9\tManual",
    "10060\t99213\t\t20130701\t20191231\t1\tStandards",
    "10060\t99213\t\t20201001\t*\t1\tStandards",
    "11102\t17000\t*\t19960101\t*\t0\tMisuse",
    "G0008\tJ1885\t\t20260701\t*\t1\tMisuse",
)


def text_of(rows=ROWS, preamble=PREAMBLE):
    return "".join(f"{line}\r\n" for line in (*preamble, *rows)).encode()


def member(data, name=NAME):
    return OpenedMember(UserFile(Path(name.split("/")[0])), name, len(data), lambda: io.BytesIO(data))


def read(data, name=NAME):
    found = IMPORTER.recognise([member(data, name)])
    assert len(found) == 1
    return IMPORTER.read(found[0]) if isinstance(found[0], Batch) else found[0]


def edits(contents):
    assert isinstance(contents, Contents), contents
    frame = contents.tables[0].frame
    columns = ("column1", "column2", "effective_on", "ended_on", "modifier_indicator", "rationale")
    return frame.select(columns).rows()


def refusal_name(found):
    assert isinstance(found, Refusal), found
    assert found.finding.message
    return found.finding.name


def test_rows_below_a_preamble_with_dates_as_half_open_periods():
    contents = read(text_of())
    assert edits(contents) == [
        ("0001A", "0591T", date(2022, 1, 1), date(2024, 1, 1), 1, "Manual"),
        ("0001A", "90473", date(2022, 1, 1), date(2022, 1, 1), 9, "Manual"),
        ("10060", "99213", date(2013, 7, 1), date(2020, 1, 1), 1, "Standards"),
        ("10060", "99213", date(2020, 10, 1), None, 1, "Standards"),
        ("11102", "17000", date(1996, 1, 1), None, 0, "Misuse"),
        ("G0008", "J1885", date(2026, 7, 1), None, 1, "Misuse"),
    ]
    assert contents.rows_read == 6
    assert contents.problems == ()
    assert contents.dates == (date(1996, 1, 1), date(2026, 7, 1))


def test_the_deletion_day_is_the_last_day_on_which_the_edit_denies(tmp_path):
    file = tmp_path / NAME
    file.write_bytes(text_of())
    load([file], tmp_path / "store", now=datetime(2026, 8, 1, tzinfo=UTC))
    reference = Reference(tmp_path / "store")
    days = (date(2021, 12, 31), date(2022, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    held = [reference.pair("0001A", "0591T", day) is not None for day in days]
    assert held == [False, True, True, False]
    assert [answer.value.period for answer in reference.pair_history("10060", "99213")] == [
        Period(date(2013, 7, 1), date(2020, 1, 1)),
        Period(date(2020, 10, 1)),
    ]
    assert reference.pair("0001A", "90473", date(2022, 1, 1)) is None
    assert len(reference.pair_history("0001A", "90473")) == 1
    assert load([file], tmp_path / "store", now=datetime(2026, 8, 2, tzinfo=UTC)).outcomes[0].result == "already_loaded"


def test_release_part_and_quarter_come_from_the_name():
    contents = read(text_of())
    assert (contents.release, contents.part, contents.parts_expected) == ("v322r0", "f1", ("f1", "f2", "f3", "f4"))
    assert (contents.period.start, contents.period.end) == (date(2026, 7, 1), date(2026, 10, 1))


def test_release_comes_from_the_newest_edit_when_the_name_says_nothing():
    contents = read(text_of(), name="edits.txt")
    assert (contents.release, contents.part) == ("v322r0", "from-0001A")
    assert contents.parts_expected == ("f1", "f2", "f3", "f4")
    assert [problem.name for problem in contents.problems] == ["release-inferred"]


@pytest.mark.parametrize("preamble", [(), PREAMBLE[:1], (*PREAMBLE[:2] * 9, *PREAMBLE), ("Column1\tColumn2\tx\ty\tz",)])
def test_preamble_of_any_length(preamble):
    assert edits(read(text_of(preamble=preamble))) == edits(read(text_of()))


def test_utf_16_and_byte_order_marks():
    text = text_of().decode()
    assert edits(read(text.encode("utf-16"))) == edits(read(text_of()))
    assert edits(read(b"\xef\xbb\xbf" + text_of())) == edits(read(text_of()))


def test_workbook_reads_like_the_text():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate((*PREAMBLE[:1], *PREAMBLE[2:], *ROWS)):
            for column, cell in enumerate(row.split("\t")):
                is_number = cell.isdigit() and line > 4
                sheet.write_number(line, column, int(cell)) if is_number else sheet.write_string(line, column, cell)
    contents = read(buffer.getvalue(), name="ccipra-v322r0-f1.xlsx")
    assert edits(contents) == edits(read(text_of()))
    found = IMPORTER.recognise([member(text_of()), member(buffer.getvalue(), "ccipra-v322r0-f1.xlsx")])
    assert [(one.form, one.rank) for one in found] == [("text", 0), ("workbook", 1)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("j1885\t99213\t\t20130701\t*\t1\tText", "code-not-well-formed"),
        ("L57.0\t99213\t\t20130701\t*\t1\tText", "code-not-well-formed"),
        ("10060\t9921\t\t20130701\t*\t1\tText", "code-not-well-formed"),
        ("10060\t99213\t\t20130732\t*\t1\tText", "dates-contradict"),
        ("10060\t99213\t\t20130701\t20120630\t1\tText", "dates-contradict"),
        ("10060\t99213\t\t20130701\tsoon\t1\tText", "dates-contradict"),
        ("10060\t99213\t\t20130701\t*\t2\tText", "row-not-readable"),
        ("10060\t99213\t\t20130701\t*", "row-not-readable"),
    ],
)
def test_a_bad_row_is_noted_and_left_out(line, kind):
    contents = read(text_of((*ROWS, line)))
    assert len(edits(contents)) == 6
    assert [(problem.name, problem.where.line) for problem in contents.problems] == [(kind, 13)]


def test_the_last_of_two_rows_with_one_first_day_counts():
    contents = read(text_of((*ROWS, "11102\t17000\t\t19960101\t*\t1\tMisuse")))
    assert [row[4] for row in edits(contents) if row[:2] == ("11102", "17000")] == [1]
    assert [problem.name for problem in contents.problems] == ["row-repeated"]


def test_a_row_that_stands_twice_unchanged_is_one_edit():
    contents = read(text_of((*ROWS, ROWS[-1])))
    assert len(edits(contents)) == 6
    assert contents.problems == ()


def test_an_edit_withdrawn_twice_is_no_problem():
    rows = (*ROWS, "0001A\t90473\t\t20220101\t20220101\t9\tOther words", "0001A\t90473\t\t20220101\t*\t1\tManual")
    contents = read(text_of(rows))
    assert [row[4:] for row in edits(contents) if row[1] == "90473"] == [
        (9, "Manual"),
        (9, "Other words"),
        (1, "Manual"),
    ]
    assert contents.problems == ()


@pytest.mark.parametrize(
    "name", ["ccioph-v322r0-f1.TXT", "medicare-ncci-2026q3-hospital-ptp-edits.zip/f1.txt", "medicaid-ptp.txt"]
)
def test_other_editions_are_refused(name):
    assert refusal_name(read(text_of(), name=name)) == "wrong-edition"


def test_changes_of_one_quarter_are_refused():
    assert refusal_name(read(text_of(), name="practitioner-ptp-additions-2026q3.txt")) == "wrong-edition"


def test_swapped_date_columns_are_refused():
    rows = [row.split("\t") for row in ROWS]
    swapped = ["\t".join((*row[:3], row[4], row[3], *row[5:])) for row in rows]
    found = read(text_of(swapped))
    assert refusal_name(found) == "columns-not-as-expected"
    assert "swapped" in found.finding.message


def test_swapped_code_columns_are_refused():
    pairs = sorted((f"1{n:04d}", f"9{(n * 7) % 1000:04d}") for n in range(300))
    rows = [f"{second}\t{first}\t\t20130701\t*\t1\tText" for first, second in pairs]
    found = read(text_of(rows))
    assert refusal_name(found) == "columns-not-as-expected"
    assert "column 1 and column 2" in found.finding.message
    right = [f"{first}\t{second}\t\t20130701\t*\t1\tText" for first, second in pairs]
    assert len(edits(read(text_of(right)))) == 300


def test_swapped_headings_are_refused():
    preamble = [line.replace("Column 1\tColumn 2", "Column 2\tColumn 1") for line in PREAMBLE]
    assert refusal_name(read(text_of(preamble=preamble))) == "columns-not-as-expected"


def test_the_own_name_counts_before_the_archives():
    contents = read(text_of(), name="hospital and practitioner changes.zip/ccipra-v322r0-f2.txt")
    assert (contents.release, contents.part) == ("v322r0", "f2")
    contents = read(text_of(), name="medicare-ncci-2026q3-practitioner-ptp-edits-ccipra-v322r0-f3.zip/edits.txt")
    assert (contents.release, contents.part) == ("v322r0", "f3")


def test_a_missing_column_is_refused():
    rows = ["\t".join(cells for place, cells in enumerate(row.split("\t")) if place != 5) for row in ROWS]
    assert refusal_name(read(text_of(rows))) == "columns-not-as-expected"


def test_commas_for_tabs_are_refused():
    data = b"Column 1,Column 2,Effective Date,Deletion Date,Modifier\r\n10060,99213,20130701,*,1\r\n"
    assert refusal_name(read(data, name="edits.csv")) == "columns-not-as-expected"


def test_a_file_without_rows_is_refused():
    assert refusal_name(read(text_of(rows=()))) == "no-rows"


def test_rows_later_than_the_named_release_are_refused():
    assert refusal_name(read(text_of(), name="ccipra-v320r0-f1.txt")) == "release-contradicted"


def test_an_older_file_under_a_new_name_is_refused():
    rows = [f"1{n // 100:04d}\t9{n % 100:04d}\t\t20240101\t*\t1\tText" for n in range(12_000)]
    assert refusal_name(read(text_of(rows))) == "release-contradicted"
    assert isinstance(read(text_of(rows), name="ccipra-v302r0-f1.txt"), Contents)


def test_too_many_bad_rows_are_refused():
    bad = [f"1006{n % 10}x\t99213\t\t20130701\t*\t1\tText" for n in range(12)]
    good = [f"1{n:04d}\t99213\t\t20130701\t*\t1\tText" for n in range(200)]
    found = read(text_of((*good, *bad)))
    assert refusal_name(found) == "too-many-bad-rows"
    assert found.finding.evidence


def test_other_texts_are_not_recognised():
    for data in (b"", b"a,b\r\n1,2\r\n", b"11102\t17000\r\n", bytes(range(256)), b"ISA*00*          *00*"):
        assert IMPORTER.recognise([member(data, "x.txt")]) == []


@given(st.integers(0, len(text_of())))
def test_a_cut_file_never_gives_an_edit_of_its_own(length):
    whole = {row[:5] for row in edits(read(text_of()))}
    for found in IMPORTER.recognise([member(text_of()[:length])]):
        contents = IMPORTER.read(found)
        if isinstance(contents, Contents):
            assert {row[:5] for row in edits(contents)} <= whole


@given(st.binary(max_size=200))
def test_any_bytes_below_the_preamble_are_read_without_an_error(data):
    for found in IMPORTER.recognise([member(text_of() + data)]):
        IMPORTER.read(found)
