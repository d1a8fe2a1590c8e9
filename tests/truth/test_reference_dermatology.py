"""The code table against the official fee schedule files."""

import csv
import io
import lzma
import os
from pathlib import Path

import pytest

from cleanskin.reference.dermatology.codes import code_facts, codes

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
PFS = SHARED / "data/cms/pfs"

pytestmark = pytest.mark.truth


def test_global_days_of_the_2026_schedule():
    with (PFS / "mpfs_2026_derm_partial.csv").open(newline="") as file:
        official = {row["hcpcs"]: row["glob"] for row in csv.DictReader(file)}
    assert len(official) == 150
    ours = {code: (facts.global_days if (facts := code_facts(code)) else None) for code in official}
    assert ours == official


def test_global_days_of_the_2025_schedule_where_it_is_the_source():
    official = {}
    with lzma.open(PFS / "PPRRVU2025_Oct.nodesc.csv.xz") as file:
        for row in csv.reader(io.TextIOWrapper(file)):
            if len(row) > 14 and len(row[0]) == 5 and not row[1].strip():
                official[row[0]] = row[14]
    ours = {rows[-1].code: rows[-1].global_days for rows in codes().values() if "PPRRVU2025" in rows[-1].source.locator}
    assert len(ours) > 250
    assert {code: official[code] for code in ours} == ours
