"""The simulated clearinghouse answers every file of strangers: nothing fails, and what a separate count of the files
found wrong with their structure is refused.

`PROVENANCE.tsv` lists structural faults found by a program of its own.
"""

import csv
import os
import re
from datetime import date
from pathlib import Path

import oxedi
import pytest

from cleanskin.sim.clearinghouse import answer
from cleanskin.x12.read import read_file

pytestmark = pytest.mark.truth

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
FOLDER = SHARED / "data/x12"
TODAY = date(2026, 11, 2)
QUESTIONS = ("270", "276", "278")


def _rows(kinds):
    with (FOLDER / "PROVENANCE.tsv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if row["path"].split("/")[0] in kinds]
    assert len(rows) > 50
    return rows


def _answers(path):
    return answer({"file": (FOLDER / path).read_bytes()}, seed=1, today=TODAY)


def test_every_file_of_any_kind_is_answered_in_sound_files():
    kinds = {folder.name for folder in FOLDER.iterdir() if folder.is_dir()}
    for row in _rows(kinds):
        for output in _answers(row["path"]):
            if output.path.startswith("eft/"):
                continue
            for reading in read_file(output.data, name=output.path):
                assert reading.transaction is not None, row["path"]
                assert [one.name for one in reading.findings if one.severity == "error"] == [], row["path"]
            if output.path.startswith("remits/"):
                assert list(oxedi.parse(output.data).diagnostics) == [], row["path"]


def test_files_with_a_fault_of_structure_are_refused_and_get_no_word_on_their_claims():
    refused = 0
    for row in _rows({"837P", *QUESTIONS}):
        if not row["structural_issues"]:
            continue
        outputs = _answers(row["path"])
        said = b"".join(output.data for output in outputs)
        assert re.search(rb"TA1\*[^~]*\*R\*|AK9\*[RP]\*|IK5\*R", said), row["path"]
        if int(row["ST_count"]) == 1:
            assert {output.path.partition("/")[0] for output in outputs} == {"acks"}
            assert not any(output.path.startswith("acks/277CA") for output in outputs), row["path"]
        refused += 1
    assert refused > 25


def test_claims_whose_form_is_taken_are_each_told_what_became_of_them():
    claims = acknowledged = 0
    for row in _rows({"837P"}):
        outputs = _answers(row["path"])
        taken = b"".join(output.data for output in outputs if output.path.startswith("acks/999"))
        if b"IK5*R" in taken or b"AK9*A" not in taken:
            continue
        claims += len(re.findall(rb"(?:^|[~\n])CLM.", (FOLDER / row["path"]).read_bytes()))
        told = b"".join(output.data for output in outputs if output.path.startswith("acks/277CA"))
        acknowledged += len(re.findall(rb"~\nTRN\*2\*[^~]*~\nSTC\*A[23678]:", told))
    assert claims > 10
    assert acknowledged >= claims
