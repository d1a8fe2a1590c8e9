"""The invented payers' tables of codes, pairs and limits say what the official files say."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from cleanskin.sim.payer.registry import codes, primaries, rows

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CMS = SHARED / "data/cms"

pytestmark = pytest.mark.truth


def _rows(name: str) -> list[dict[str, str]]:
    with (CMS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_amounts_and_globals_are_those_of_the_fee_schedule() -> None:
    official = {row["hcpcs"]: row for row in _rows("pfs/pfs_2025_Oct_derm_nodesc.csv") if not row["mod"]}
    compared = 0
    for code, fact in codes().items():
        row = official.get(code)
        if row is None or "RVU25D" not in fact.source:
            continue
        compared += 1
        cents = int((Decimal(row["nonfac_total"]) * Decimal("32.3465") * 100).quantize(Decimal(1)))
        assert abs(fact.cents_2025 - cents) <= 1, code
        assert (fact.global_days, fact.multiple, fact.bilateral) == (row["glob"], row["mult"], row["bilat"]), code
    assert compared > 350


def test_limits_are_those_of_the_release() -> None:
    official = {
        row["hcpcs_code"]: (row["mue_units"], row["mue_mai"]) for row in _rows("ncci/mue_practitioner_2024Q3.csv")
    }
    for code, fact in codes().items():
        if fact.units_most is not None:
            assert (str(fact.units_most), fact.units_kind) == official[code], code


def test_pairs_are_those_of_the_release_and_all_of_them() -> None:
    known = set(codes())
    official: dict[tuple[str, str], str] = {}
    for row in _rows("ncci/ptp_practitioner_2024Q3_derm_both.csv"):
        live = not row["deletion_date"] or row["deletion_date"] >= "20240101"
        if live and row["modifier_indicator"] in "01" and row["column1"] in known and row["column2"] in known:
            official[row["column1"], row["column2"]] = row["modifier_indicator"]
    ours = {(row["column_1"], second): row["indicator"] for row in rows("pairs") for second in row["column_2"].split()}
    assert ours == official


def test_add_ons_stand_beside_the_codes_of_the_release() -> None:
    official: dict[str, set[str]] = {}
    for row in _rows("ncci/aoc_2024Q3.csv"):
        if row["primary_code"] != "CCCCC":
            official.setdefault(row["add_on_code"], set()).add(row["primary_code"])
    for code, beside in primaries().items():
        assert beside <= official[code], code
