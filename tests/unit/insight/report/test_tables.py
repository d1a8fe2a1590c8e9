import csv
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import polars as pl
import pytest

from cleanskin.insight.report.deidentify import deidentify_report, deidentify_table, pseudonym, zip3
from cleanskin.insight.report.model import Recommendation, Table
from cleanskin.insight.report.tables import dictionary, guard, write_csv, write_parquet, write_tables
from cleanskin.kernel.identifiers import masked
from cleanskin.record.frame import Column

DANGEROUS = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1")


@dataclass(frozen=True)
class Given:
    name: str
    title: str
    columns: tuple[Column, ...]
    data: pl.DataFrame


@pytest.fixture
def table():
    columns = (
        Column("patient_control_number", "text", "CLM01"),
        Column("patient_name", "text", "patient", personal=True),
        Column("birth_date", "date", "day of birth", personal=True),
        Column("location", "code", "ZIP of service"),
        Column("provider", "code", "NPI"),
        Column("date_of_service", "date", "first day"),
        Column("amount_billed", "cents", "charge | of the claim"),
        Column("units", "quantity", "units"),
        Column("remarks", "texts", "RARCs"),
        Column("claim_file", "text", "file that holds the claim"),
        Column("claim_segment", "count", "segment in it"),
    )
    data = pl.DataFrame(
        {
            "patient_control_number": ["A-1", "=cmd()", None],
            "patient_name": ["Vale, Juniper 2", "O'Ash", None],
            "birth_date": [date(1950, 3, 9), None, date(2001, 1, 1)],
            "location": ["60614-1234", "03602", "1234567893"],
            "provider": ["1234567893"] * 3,
            "date_of_service": [date(2026, 5, 6), date(2025, 12, 31), None],
            "amount_billed": [41_050, -5, None],
            "units": [Decimal("1.500"), Decimal("-2"), None],
            "remarks": [["N362", "M86"], [], ["-x"]],
            "claim_file": ["smith.837", "smith.837", "b.837"],
            "claim_segment": [12, 90, 7],
            "not_documented": ["secret", "secret", "secret"],
        }
    )
    return Given("denials", "one row per denied claim", columns, data)


def rows(table, **how):
    sink = BytesIO()
    write_csv(table, sink, **{"names_shown": False, **how})
    return list(csv.DictReader(StringIO(sink.getvalue().decode())))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_starts_a_formula_is_guarded(text):
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["", "A-1", "1=1", " =x", "'=x"])
def test_other_texts_stay(text):
    assert guard(text) == text


def test_no_cell_of_a_csv_starts_a_formula():
    data = pl.DataFrame({"code": [*DANGEROUS, "plain"], "kind": pl.Series([*DANGEROUS, "plain"], dtype=pl.Categorical)})
    made = rows(Given("x", "x", (Column("code", "text", ""), Column("kind", "code", "")), data))
    assert [row["code"] for row in made] == ["'" + text for text in DANGEROUS] + ["plain"]
    assert [row["kind"] for row in made] == ["'" + text for text in DANGEROUS] + ["plain"]


def test_csv_keeps_cents_dates_and_quantities_and_leaves_undocumented_columns_out(table):
    first, second, third = rows(table)
    assert first["amount_billed_cents"] == "41050"
    assert second["amount_billed_cents"] == "-5"
    assert third["amount_billed_cents"] == ""
    assert first["date_of_service"] == "2026-05-06"
    assert first["units"] == "1.500"
    assert first["remarks"] == "N362 M86"
    assert third["remarks"] == "'-x"
    assert second["patient_control_number"] == "'=cmd()"
    assert "not_documented" not in first


def test_names_are_masked_by_shape_and_birth_dates_left_out(table):
    first, second, third = rows(table)
    assert first["patient_name"] == masked("Vale, Juniper 2") == "xxxx, xxxxxxx 9"
    assert second["patient_name"] == "x'xxx"
    assert third["patient_name"] == ""
    assert {row["birth_date"] for row in (first, second, third)} == {""}
    shown = rows(table, names_shown=True)
    assert shown[0]["patient_name"] == "Vale, Juniper 2"
    assert shown[0]["birth_date"] == "1950-03-09"


def test_parquet_keeps_types_masks_and_documents(table):
    sink = BytesIO()
    write_parquet(table, sink, names_shown=False)
    back = pl.read_parquet(BytesIO(sink.getvalue()))
    assert back["amount_billed_cents"].to_list() == [41_050, -5, None]
    assert back["birth_date"].to_list() == [None] * 3
    assert back["patient_name"][0] == "xxxx, xxxxxxx 9"
    meta = pl.read_parquet_metadata(BytesIO(sink.getvalue()))
    assert meta["doc:amount_billed_cents"] == "charge | of the claim"
    assert meta["title"] == "one row per denied claim"


def test_all_tables_are_written_twice_with_a_dictionary(table):
    written = {}

    @contextmanager
    def open_file(name):
        sink = BytesIO()
        yield sink
        written[name] = sink.getvalue()

    assert list(write_tables([table], open_file, names_shown=False)) == ["denials.csv", "denials.parquet", "README.md"]
    readme = written["README.md"].decode()
    assert "may contain patient data" in readme
    assert "masked" in readme
    for column in table.columns:
        assert column.name in readme
    assert "`amount_billed_cents` | charge / of the claim | US cents" in readme
    assert written["denials.csv"].startswith(b"patient_control_number,")


def test_the_dictionary_says_when_names_are_shown(table):
    assert "are shown" in dictionary([table], names_shown=True)


def test_deidentified_rows_hold_nothing_that_leads_to_a_person(table):
    made = deidentify_table(table, key=b"k")
    assert [column.name for column in made.columns] == [c.name for c in table.columns if not c.personal]
    assert made.data["date_of_service"].to_list() == [date(2026, 1, 1), date(2025, 1, 1), None]
    assert made.data["location"].to_list() == ["606", "000", "1234567893"]
    assert made.data["provider"].to_list() == ["1234567893"] * 3
    numbers = made.data["patient_control_number"].to_list()
    assert numbers[0] == pseudonym("A-1", key=b"k")
    assert numbers[2] is None
    files = made.data["claim_file"].to_list()
    assert files[0] == files[1] != files[2]
    sink = BytesIO()
    write_csv(made, sink, names_shown=True)
    for secret in ("A-1", "Vale", "Juniper", "1950", "smith", "60614", "05-06"):
        assert secret not in sink.getvalue().decode()


def test_pseudonyms_depend_on_the_key_and_on_nothing_else():
    assert pseudonym("A-1", key=b"k") == pseudonym("A-1", key=b"k")
    assert pseudonym("A-1", key=b"k") != pseudonym("A-1", key=b"l")
    assert pseudonym("A-1", key=b"k") != pseudonym("A-2", key=b"k")
    assert pseudonym("", key=b"k") == ""


@pytest.mark.parametrize(
    ("text", "cut"), [("60614", "606"), ("606141234", "606"), ("03601", "000"), ("1234567893", "1234567893"), ("", "")]
)
def test_zip_codes_are_cut(text, cut):
    assert zip3(text) == cut


def test_a_deidentified_report_names_no_claim(sample):
    made = deidentify_report(sample.sample_report(invented=False, names_shown=True), key=b"k")
    assert not made.contains_patient_data
    blocks = [block for section in made.entities[0].sections for block in section.blocks]
    listed = next(block for block in blocks if isinstance(block, Table) and block.detail == "never_resent")
    assert [column.name for column in listed.columns] == ["control", "service", "payer", "age", "billed"]
    assert all(row[0].startswith("P-") and row[1] == "2026" for row in listed.rows)
    proof = next(block.proof for block in blocks if isinstance(block, Recommendation))
    assert all(one.startswith("P-") for one in proof.sample)
    summed = next(block for block in blocks if isinstance(block, Table) and block.detail == "first_pass_failures")
    assert summed == sample.residual()
