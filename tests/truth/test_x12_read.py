"""All strangers' X12 files: no crash, transactions and claims counted right, every stated fault of the envelope found.

The counts come from PROVENANCE.tsv and from a naive count of segments made here, not from our reader.
"""

import csv
import os
import re
from pathlib import Path

import pytest

from cleanskin.x12.read import read_file

pytestmark = pytest.mark.truth

ROOT = Path(__file__).resolve().parents[2]
X12 = Path(os.environ.get("CLEANSKIN_SHARED", ROOT.parent / "shared")) / "data" / "x12"
CLAIM_FILES = {"837P", "837I", "837D", "835"}
# IEA01 counts functional groups, and a lone TA1 travels in none: 0 is right there
NOT_A_FAULT = {("TA1", "IEA01")}
# a table's name of a fault -> the findings that say it
FAULTS = {
    "ISA-len": {"interchange-header-malformed"},
    "SE01": {"segment-count-wrong"},
    "SE02": {"transaction-control-number-differs"},
    "GE01": {"transaction-count-wrong"},
    "GE02": {"group-control-number-differs"},
    # one file breaks the line inside IEA01: the break is what is wrong with it, the count is right
    "IEA01": {"group-count-wrong", "lines-wrapped"},
    "IEA02": {"interchange-control-number-differs"},
    "no-SE": {"transaction-trailer-missing"},
    "no-GE": {"group-trailer-missing"},
    "no-IEA": {"interchange-trailer-missing"},
}


def rows() -> list[dict[str, str]]:
    table = X12 / "PROVENANCE.tsv"
    if not table.is_file():
        return []
    with table.open(newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


ROWS = rows()


def read(row):
    return list(read_file((X12 / row["path"]).read_bytes(), name=row["path"]))


def naive_segments(data: bytes) -> list[list[str]]:
    """Split at whatever follows the sixteenth element of the first ISA, as one would by hand."""
    text = data.decode("latin-1")
    start = text.index("ISA")
    separator = text[start + 3]
    tail = re.split(re.escape(separator), text[start:], maxsplit=16)[16]
    terminator = tail[1]
    pieces = [piece.strip() for piece in text[start:].split(terminator)]
    return [piece.split(separator) for piece in pieces if piece]


def test_the_files_are_there():
    assert len(ROWS) == 372, f"no files at {X12}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["path"])
def test_transactions_are_counted_and_named(row):
    readings = read(row)
    kinds = [reading.transaction.kind for reading in readings if reading.transaction is not None]
    assert sum(kind != "TA1" for kind in kinds) == int(row["ST_count"])
    assert row["transaction"] in kinds


@pytest.mark.parametrize("row", [row for row in ROWS if row["transaction"] in CLAIM_FILES], ids=lambda row: row["path"])
def test_claims_are_counted(row):
    assert sum(reading.figures.claims for reading in read(row)) == int(row["claims"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["transaction"] in CLAIM_FILES], ids=lambda row: row["path"])
def test_totals_are_those_of_a_naive_sum(row):
    charge = paid = 0
    for elements in naive_segments((X12 / row["path"]).read_bytes()):
        wanted = {"CLM": ((2, "charge"),), "CLP": ((3, "charge"), (4, "paid"))}.get(elements[0], ())
        for place, name in wanted:
            text = elements[place].strip() if place < len(elements) else ""
            cents = round(float(text) * 100) if re.fullmatch(r"-?\d*\.?\d+|-?\d+\.", text) else 0
            charge, paid = (charge + cents, paid) if name == "charge" else (charge, paid + cents)
    readings = read(row)
    assert sum(reading.figures.total_charge for reading in readings) == charge
    assert sum(reading.figures.total_paid for reading in readings) == paid


@pytest.mark.parametrize("row", [row for row in ROWS if row["structural_issues"]], ids=lambda row: row["path"])
def test_every_stated_fault_is_found(row):
    names = {finding.name for reading in read(row) for finding in reading.findings}
    for issue in row["structural_issues"].split(";"):
        fault = re.match(r"ISA-len|[A-Z]{2,3}0[12]|no-[A-Z]+", issue)
        assert fault is not None, issue
        if (row["transaction"], fault.group()) not in NOT_A_FAULT:
            assert names & FAULTS[fault.group()], issue


@pytest.mark.parametrize("row", [row for row in ROWS if not row["structural_issues"]], ids=lambda row: row["path"])
def test_counts_and_control_numbers_without_fault_raise_no_alarm(row):
    alarms = set().union(*FAULTS.values()) - {"interchange-header-malformed", "lines-wrapped"}
    assert not alarms & {finding.name for reading in read(row) for finding in reading.findings}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["path"])
def test_findings_point_into_the_file(row):
    data = (X12 / row["path"]).read_bytes()
    segments = data.count(b"\n") + sum(data.count(char) for char in (b"~", b"^", b"!", b"\\"))
    for reading in read(row):
        for finding in reading.findings:
            assert finding.where.file == row["path"]
            assert finding.where.segment is None or 1 <= finding.where.segment <= segments + 1
            assert finding.where.offset is None or 0 <= finding.where.offset <= len(data)
