"""Relative values: both column layouts, fixed width, workbook, and what each bad file is told."""

import io
from datetime import date
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.record.fee import FeeRow
from cleanskin.reference.importers.pfs_rvu import IMPORTER
from cleanskin.reference.importers.pfs_rvu_columns import COLUMNS
from cleanskin.reference.importing import Batch, Contents, Refusal

HEADER_2025 = """\
,, , ,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,
,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED
,,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS
,,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT"""
FIRST = (
    "11102,,INVENTED,A,,0.66,2.24,,0.40,,0.06,2.96,1.12,0,000,0.00,0.00,0.00,2,0,1,0,0,,32.3465,09,0,99,0.00,0.00,0.00"
)
ENDOSCOPY = "45380,,INVENTED,A,,3.56,8.79,,1.93,,0.47,12.82,5.96,0,000,0.00,0.00,0.00,3,0,1,0,0,45378,32.3465,09,0,99,0.00,0.00,0.00"
GRAFT = "15260,,INVENTED,A,,11.64,16.00,,12.00,NA,1.30,28.94,24.94,0,090,0.10,0.71,0.19,2,0,1,0,0,,32.3465,09,0,99,0.00,0.00,0.00"
READING = "88305,26,INVENTED,A,,0.75,0.32,,0.32,,0.01,1.08,1.08,1,XXX,0.00,0.00,0.00,0,0,0,0,0,,32.3465,09,0,99,0.00,0.00,0.00"
ROWS = (FIRST, ENDOSCOPY, GRAFT, READING)


class Given:
    """A member made in memory."""

    def __init__(self, name: str, data: bytes | str) -> None:
        self.name = name
        self._data = data.encode() if isinstance(data, str) else data

    @property
    def size_bytes(self) -> int:
        return len(self._data)

    def head(self, count_bytes: int = 65536) -> bytes:
        return self._data[:count_bytes]

    def data(self) -> bytes:
        return self._data


def _with_indicator(line: str, cell: str) -> str:
    cells = line.split(",")
    return ",".join([*cells[:23], cell, *cells[23:]])


def text(*rows: str, year: int = 2025, month: str = "October", factor: str = "", layout: int = 2025) -> str:
    """Build a file in the layout of 2025 (31 columns) or of 2026 (32)."""
    head, lines = HEADER_2025.split("\n"), list(rows or ROWS)
    if layout == 2026:
        head = [_with_indicator(line, mark) for line, mark in zip(head, ("", "", "", "PRIC", "IND"), strict=True)]
        lines = [_with_indicator(line, "9") for line in lines]
    titles = [
        f",,{year} National Physician Fee Schedule Relative Value File {month} Release",
        ",,An invented notice",
        ",,",
        ",,",
        ",,RELEASED 09/11/2025",
    ]
    whole = "\r\n".join([*titles, *head, *lines]) + "\r\n"
    return whole.replace("32.3465", factor) if factor else whole


def recognised(data: bytes | str, name: str = "PPRRVU2025_Oct.csv") -> Batch | Refusal:
    (found,) = IMPORTER.recognise([Given(name, data)])
    return found


def read(data: bytes | str, name: str = "PPRRVU2025_Oct.csv") -> Contents | Refusal:
    batch = recognised(data, name)
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def rows_of(contents: Contents | Refusal) -> dict[str, FeeRow]:
    assert isinstance(contents, Contents), contents
    (table,) = contents.tables
    assert table.name == "fees"
    return dict(table.rows)


def refused(found: object) -> str:
    assert isinstance(found, Refusal), found
    assert found.finding.fix
    return found.finding.name


def test_the_layout_of_2025():
    contents = read(text())
    assert (contents.release, contents.part, contents.parts_expected) == ("RVU25D", "", ())
    assert contents.period == Period(date(2025, 10, 1), date(2026, 1, 1))
    assert contents.published_on == date(2025, 9, 11)
    assert contents.rows_read == 4
    assert contents.problems == ()
    rows = rows_of(contents)
    assert list(rows) == ["11102", "15260", "45380", "8830526"]
    assert rows["11102"] == FeeRow(
        code="11102",
        status="A",
        work_rvu=Decimal("0.66"),
        nonfacility_pe_rvu=Decimal("2.24"),
        facility_pe_rvu=Decimal("0.40"),
        mp_rvu=Decimal("0.06"),
        pc_tc="0",
        global_days="000",
        pre_share=Decimal("0.00"),
        intra_share=Decimal("0.00"),
        post_share=Decimal("0.00"),
        multiple_procedure="2",
        bilateral="0",
        assistant="1",
        co_surgeon="0",
        team="0",
        conversion_factor=Decimal("32.3465"),
        supervision="09",
        imaging_family="99",
    )
    assert rows["45380"].endoscopic_base == "45378"
    assert (rows["15260"].facility_na, rows["15260"].nonfacility_na) == (True, False)
    assert rows["15260"].intra_share == Decimal("0.71")
    assert rows["8830526"].modifier == "26"


@pytest.mark.parametrize(
    ("factor", "name", "part"),
    [
        ("33.4009", "PPRRVU2026_Jul_nonQPP.csv", "nonQPP"),
        ("33.5675", "PPRRVU2026_Jul_QPP.csv", "QPP"),
        ("33.5675", "renamed.csv", "QPP"),  # the conversion factor tells it
    ],
)
def test_the_layout_of_2026_in_two_parts(factor, name, part):
    contents = read(text(year=2026, month="July", layout=2026, factor=factor), name)
    assert (contents.release, contents.part) == ("RVU26C", part)
    assert contents.parts_expected == ("nonQPP", "QPP")
    rows = rows_of(contents)
    assert rows["45380"].endoscopic_base == "45378"
    assert rows["45380"].pricing_indicator == "9"
    assert rows["45380"].conversion_factor == Decimal(factor)


def test_the_archive_may_name_a_correction():
    contents = read(text(month="January"), "RVU25AR.zip/PPRRVU25_JAN.csv")
    assert contents.release == "RVU25AR"
    assert contents.period == Period(date(2025, 1, 1), date(2025, 4, 1))


def test_columns_that_moved_are_found_by_their_heading():
    lines = text().split("\r\n")
    moved = [",".join([*line.split(",")[:3], "x", *line.split(",")[3:]]) for line in lines if line]
    assert rows_of(read("\r\n".join(moved))) == rows_of(read(text()))


def fixed_width(line: str, *, indicator: str = " ") -> str:
    cells = line.split(",")
    # the calculation flag has no field of its own
    order = ["code", "modifier", "_", "status", "_", *list(COLUMNS)[3:]]
    order.insert(order.index("imaging_family"), "_")
    values = dict(zip(order, [*cells[:23], indicator, *cells[23:]], strict=True))
    record = [" "] * 200
    for field, value in values.items():
        if field == "_":
            continue
        _, start, end = COLUMNS[field]
        if field.endswith("share"):
            value = value[1:]  # ".99"
        width = end - start + 1
        record[start - 1 : end] = value.rjust(width) if "rvu" in field or "total" in field else value.ljust(width)
    return "".join(record)


def test_fixed_width_says_the_same():
    records = ["HDR CPT codes are somebody's".ljust(150), *(fixed_width(line) for line in ROWS)]
    contents = read("\r\n".join(records) + "\r\n", "RVU25D.zip/PPRRVU25_OCT.txt")
    assert (contents.release, contents.rows_read, contents.problems) == ("RVU25D", 4, ())
    assert rows_of(contents) == rows_of(read(text()))


def test_fixed_width_of_2026_has_the_pricing_indicator():
    records = [fixed_width(line, indicator="1").replace("32.3465", "33.5675") for line in ROWS]
    contents = read("\n".join(records), "PPRRVU2026_Jan_QPP.txt")
    assert (contents.release, contents.part) == ("RVU26A", "QPP")
    assert rows_of(contents)["11102"].pricing_indicator == "1"


def test_a_workbook_says_the_same():
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, line in enumerate(text().split("\r\n")):
        for column, cell in enumerate(line.split(",")):
            number = row >= 10 and column >= 5 and cell.replace(".", "", 1).isdigit()
            sheet.write(row, column, float(cell) if number else cell)
    book.close()
    contents = read(made.getvalue(), "PPRRVU2025_Oct.xlsx")
    assert contents.problems == ()
    assert rows_of(contents) == rows_of(read(text()))


def test_a_refined_file_is_preferred_as_text():
    names = ["PPRRVU2025_Oct.csv", "PPRRVU2025_Oct.txt"]
    batches = IMPORTER.recognise([Given(names[0], text()), Given(names[1], fixed_width(FIRST))])
    assert [(batch.form, batch.release) for batch in batches] == [("csv", "RVU25D"), ("txt", "RVU25D")]
    assert batches[0].rank < batches[1].rank


class TestRefused:
    def test_last_years_file_under_this_years_name(self):
        assert refused(recognised(text(), "PPRRVU2026_Jul_nonQPP.csv")) == "release-contradicts-name"

    def test_last_years_file_in_this_years_archive(self):
        assert refused(recognised(text(), "RVU26D.zip/rates.csv")) == "release-contradicts-name"

    def test_last_years_rows_under_this_years_title(self):
        found = read(text(year=2026), "PPRRVU2026_Oct_nonQPP.csv")
        assert refused(found) == "release-contradicts-name"
        assert "2025" in found.finding.message

    def test_no_release_anywhere(self):
        assert refused(recognised(fixed_width(FIRST), "rates.txt")) == "release-not-known"

    def test_a_part_that_cannot_be_told(self):
        assert refused(recognised(text(year=2026, factor="34.0000"), "rates.csv")) == "release-not-known"

    def test_columns_missing(self):
        assert refused(recognised(text().replace(",BILAT", ",").replace(",MULT", ","))) == "columns-not-as-expected"

    def test_no_header(self):
        assert refused(recognised(text().replace("HCPCS,MOD", "A,B"))) == "columns-not-as-expected"

    def test_figures_moved_under_other_headings(self):
        """Work and malpractice stay, the two practice expenses are swapped: the totals no longer add up."""
        swapped = []
        for line in ROWS:
            cells = line.split(",")
            cells[6], cells[8] = cells[8], cells[6]
            swapped.append(",".join(cells))
        found = read(text(*swapped))
        assert refused(found) == "columns-not-as-expected"
        assert "add up" in found.finding.message

    def test_no_rows(self):
        assert refused(read(text("").replace("\r\n\r\n", "\r\n"))) == "no-rows"

    def test_mostly_broken(self):
        assert (
            refused(read(text(FIRST, *(FIRST.replace("11102", f"1110{n}.") for n in range(8))))) == "too-many-bad-rows"
        )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("11102", "11102x"),
        ("11102", "j1110"),
        ("11102,,", "11102,99,"),
        (",A,", ",Z,"),
        (",0.66,", ",,"),
        (",0.66,", ",-0.66,"),
        (",0.66,", ",n/a,"),
        (",000,", ",007,"),
        (",0.00,0.00,0.00,2,", ",10,0.00,0.00,2,"),
        (",2,0,1,0,0,", ",22,0,1,0,0,"),
    ],
)
def test_a_bad_row_is_named_and_left_out(old, new):
    contents = read(text(FIRST.replace(old, new, 1), ENDOSCOPY, GRAFT, READING))
    assert "11102" not in rows_of(contents)
    (problem,) = contents.problems
    assert problem.name == "row-not-readable"
    assert problem.where.line == 11


def test_a_row_that_stands_twice():
    contents = read(text(*ROWS, FIRST.replace("0.66", "0.67").replace("2.96", "2.97").replace("1.12", "1.13")))
    assert [problem.name for problem in contents.problems] == ["row-repeated"]
    assert rows_of(contents)["11102"].work_rvu == Decimal("0.67")


def test_other_files_are_left_alone():
    others = [
        Given("a.csv", "code,name\n1,2\n"),
        Given("b.xlsx", b"PK\x03\x04 not a workbook"),
        Given("c", b"\x00\x01"),
    ]
    assert IMPORTER.recognise(others) == []


@given(st.binary(max_size=400), st.sampled_from(["x.txt", "PPRRVU2025_Oct.csv", "RVU25D.zip/a.xlsx"]))
def test_recognising_never_fails(data, name):
    IMPORTER.recognise([Given(name, data)])


@given(st.integers(0, 2000), st.text(max_size=6))
def test_reading_never_fails(place, put):
    whole = text()
    place = place % len(whole)
    for found in IMPORTER.recognise([Given("PPRRVU2025_Oct.csv", whole[:place] + put + whole[place + len(put) :])]):
        if isinstance(found, Batch):
            IMPORTER.read(found)
