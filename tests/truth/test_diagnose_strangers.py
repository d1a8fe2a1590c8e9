"""The main job on other projects' files: a truthful report that withholds what they cannot support."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from cleanskin.cli import main

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CLEANSKIN_SHARED", ROOT.parent / "shared")) / "data" / "x12"

pytestmark = pytest.mark.truth


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("strangers")
    assert (
        main(["diagnose", str(DATA / "837P"), str(DATA / "835"), "--out", str(folder), "--quiet"]) == 1
    )  # some cannot be read
    return folder


def test_every_form_of_the_report_is_written(out):
    for name in ("report.html", "report.pdf", "report.json", "report.xlsx"):
        assert (out / name).stat().st_size > 5_000


def test_no_headline_is_given_where_nothing_answers_anything(out):
    report = json.loads((out / "report.json").read_text())["report"]
    assert len(report["entities"]) >= 10
    for entity in report["entities"]:
        verdict = entity["verdict"]
        assert verdict["withheld"]
        assert verdict["at_stake_high"] is None
        assert [figure["value"] for figure in verdict["figures"] if figure["key"] != "charge_lag"] == [None] * 4


def test_mixed_entities_test_files_and_encounters_are_said_first(out):
    front = json.loads((out / "report.json").read_text())["report"]["front"]
    said = " ".join(block.get("title", "") + block.get("text", "") for block in front)
    for words in ("billing entities", "test interchanges", "encounter reports", "Not everything could be read"):
        assert words in said


def test_findings_lead_to_their_files(out):
    findings = pl.read_csv(out / "tables" / "findings.csv")
    assert findings.filter(pl.col("file").is_not_null()).height > 50
    assert set(findings["severity"]) <= {"error", "warning", "note"}
    assert findings.filter((pl.col("severity") == "error") & pl.col("file").is_null()).is_empty()


@pytest.mark.parametrize(
    "kind",
    ["270", "271", "276", "277", "277CA", "278", "820", "834", "837-unknown", "837D", "837I", "997", "999", "TA1"],
)
def test_other_transactions_are_no_obstacle(kind, tmp_path):
    code = main(["diagnose", str(DATA / kind), "--out", str(tmp_path), "--quiet"])
    assert code in (0, 1)
    assert (tmp_path / "report.html").exists()
