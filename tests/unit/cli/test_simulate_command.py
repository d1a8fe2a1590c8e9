"""`cleanskin simulate`: a practice's world, answers to files, a folder served."""

import json
import shutil

import pytest

from cleanskin.cli import main


def run(*arguments, capsys) -> tuple[int, str, str]:
    try:
        code = main(["simulate", *map(str, arguments)])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world") / "out"
    assert main(
        ["simulate", "practice", "--seed", "7", "--providers", "1", "--months", "2", "--visits", "900", "--quiet",
         "--out", str(folder)]
    ) == 0  # fmt: skip
    return folder


def test_a_practice_s_files_and_its_truth_are_written(world):
    assert {path.name for path in world.iterdir()} >= {
        "claims", "remits", "acks", "eft", "inquiries", "truth.jsonl", "visits.jsonl", "truth_summary.json",
    }  # fmt: skip
    summary = json.loads((world / "truth_summary.json").read_text())
    truth = (world / "truth.jsonl").read_text().splitlines()
    assert len(truth) == summary["claims"] > 50
    assert not list(world.glob("cleanskin-world-*"))


def test_one_patient_is_lived_again_alone(world, tmp_path, capsys):
    first = json.loads((world / "truth.jsonl").read_text().splitlines()[0])
    code, _, _ = run(
        "practice", "--seed", 7, "--providers", 1, "--months", 2, "--visits", 900, "--patient", first["patient"],
        "--quiet", "--out", tmp_path / "one", capsys=capsys,
    )  # fmt: skip
    assert code == 0
    again = [json.loads(line) for line in (tmp_path / "one" / "truth.jsonl").read_text().splitlines()]
    assert again[0] == first
    assert {claim["patient"] for claim in again} == {first["patient"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[errors]\nmissing_25 = 20000\n", "missing_25 must be 0 to 10000"),
        ("[errors]\nmissing_25 = 'often'\n", "int"),
        ("[errors]\nno_such_error = 1\n", "no_such_error"),
        ("[surprises]\nx = 1\n", "unknown table surprises"),
        ("not toml", "cannot be used"),
    ],
)
def test_rates_that_cannot_be_used_are_refused_before_anything_is_written(text, words, tmp_path, capsys):
    (tmp_path / "rates.toml").write_text(text)
    code, _, err = run(
        "practice", "--seed", 1, "--errors", tmp_path / "rates.toml", "--out", tmp_path / "out", capsys=capsys
    )
    assert code == 2
    assert words in err
    assert not (tmp_path / "out").exists()


def test_rates_are_used(world, tmp_path, capsys):
    (tmp_path / "rates.toml").write_text("[errors]\nmissing_25 = 10000\n[payers.tanager_blue]\nvague_parts = 0\n")
    code, _, _ = run(
        "practice", "--seed", 1, "--providers", 1, "--months", 1, "--visits", 600, "--quiet", "--errors",
        tmp_path / "rates.toml", "--out", tmp_path / "out", capsys=capsys,
    )  # fmt: skip
    assert code == 0
    errors = json.loads((tmp_path / "out" / "truth_summary.json").read_text())["tables"]["errors"]
    usual = json.loads((world / "truth_summary.json").read_text())["tables"]["errors"]
    assert errors["missing_25"] > 5 * usual.get("missing_25", 0)


def test_claims_are_answered(world, tmp_path, capsys):
    claims = max((world / "claims").glob("837P_2025*"), key=lambda path: path.stat().st_size)
    code, out, _ = run("answer", claims, "--seed", 3, "--on", "2025-02-03", "--out", tmp_path, capsys=capsys)
    assert code == 0
    names = [line.rsplit("/", 1)[-1] for line in out.splitlines()]
    for kind in ("999", "277CA", "835"):
        assert any(kind in name for name in names), (kind, names)


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    code, _, err = run("answer", tmp_path / "none.837", "--out", tmp_path, capsys=capsys)
    assert code == 1
    assert "none.837" in err


def test_a_folder_is_served_as_days_pass(world, tmp_path, capsys):
    inbox = tmp_path / "in"
    inbox.mkdir()
    claims = max((world / "claims").glob("837P_2025*"), key=lambda path: path.stat().st_size)
    shutil.copy(claims, inbox / "claims.837")
    code, out, _ = run(
        "serve", "--inbox", inbox, "--outbox", tmp_path / "out", "--seed", 3, "--on", "2025-02-03", "--until",
        "2025-03-20", "--day-seconds", 0.01, "--poll", 0.005, capsys=capsys,
    )  # fmt: skip
    assert code == 0
    assert "999" in out
    assert "277CA" in out
    assert any("835" in path.name for path in (tmp_path / "out").rglob("*.x12"))


def test_a_folder_that_is_not_there_cannot_be_served(tmp_path, capsys):
    code, _, err = run("serve", "--inbox", tmp_path / "none", "--outbox", tmp_path, capsys=capsys)
    assert code == 2
    assert "there is no folder" in err
