"""`cleanskin backtest` on an invented practice: what it prints adds up, what it proposes is written, how it ends."""

import json
from datetime import date

import pytest

from cleanskin.cli import main
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice")
    write_world(folder, of_size(damaged=False, seed=11, claims=700, months=8, providers=3, start=date(2025, 1, 1)))
    return folder


def run(*arguments, capsys) -> tuple[int, str, str]:
    try:
        code = main(["backtest", *map(str, arguments)])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    return code, said.out, said.err


@pytest.fixture(scope="module")
def told(practice):
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(
            ["backtest", "--claims", str(practice / "claims"), "--remits", str(practice / "remits"), str(practice / "acks"), "--format", "json"]
        )  # fmt: skip
    assert code == 0
    return json.loads(out.getvalue())


def test_counts_add_up(told, practice):
    truth = [json.loads(line) for line in (practice / "truth.jsonl").read_text().splitlines()]
    assert 0 < told["claims"] <= len(truth)
    assert 0 < told["denied_lines"] < told["answered_lines"]
    assert told["foreseen_lines"] <= told["denied_lines"]
    assert told["amount_foreseen"] <= told["amount_denied"]
    agreement = told["agreement"]
    assert agreement["held_refused"] <= agreement["held"]
    assert agreement["passed_refused"] <= agreement["passed"]
    assert 0 < agreement["held"] + agreement["passed"] <= told["claims"]
    for row in told["rules"]:
        assert row["foreseen"] <= row["denied"] <= row["answered"] <= row["claims"] <= row["findings"]
        if row["precision"] is not None:
            assert row["precision_low"] <= row["precision"] == row["denied"] / row["answered"] <= row["precision_high"]


def test_refusals_counted_are_those_of_the_truth(told, practice):
    """Claims with a first answer in the files, and those of them refused, as the invented world knows them."""
    summary = json.loads((practice / "truth_summary.json").read_text())
    refused = sum(
        summary["tables"]["first_outcomes"].get(name, 0) for name in ("denied", "partly_denied", "unprocessable")
    )
    counted = told["agreement"]["held_refused"] + told["agreement"]["passed_refused"]
    assert 0.85 * refused <= counted <= 1.1 * (refused + summary["tables"]["states"].get("rejected", 0))


def test_it_prints_a_table_and_writes_rule_files(practice, tmp_path, capsys):
    folder = tmp_path / "new"
    code, out, _ = run(
        "--claims", practice / "claims", "--remits", practice / "remits", "--rules-to", folder, capsys=capsys
    )
    assert code == 0
    assert "scrubbed as sent" in out
    assert "needs 277CA" in out or "CS-REG" not in out
    written = sorted(folder.rglob("own_*.py")) if folder.exists() else []
    listed = [line.strip() for line in out.splitlines() if line.strip().endswith(".py")]
    assert sorted(listed) == [str(path) for path in written]
    code, _, err = run("--claims", practice, "--remits", practice, "--rules-to", tmp_path, capsys=capsys)
    assert code == 2
    assert "exists" in err


def test_no_patient_is_named(practice, capsys):
    code, out, err = run("--claims", practice / "claims", "--remits", practice / "remits", capsys=capsys)
    assert code == 0
    names = set()
    for path in (practice / "claims").rglob("*.x12"):
        for segment in path.read_text().replace("\n", "").split("~"):
            parts = segment.split("*")
            if parts[0] == "NM1" and parts[1] == "IL":
                names |= {parts[9], f"{parts[3]},"}
            elif parts[0] == "CLM":
                names.add(parts[1])
    words = set((out + err).replace("(", " ").replace(")", " ").split())
    assert len(names) > 50
    assert not names & words


def test_claims_without_answers_compare_to_nothing(practice, capsys):
    code, out, err = run("--claims", practice / "claims", "--remits", practice / "claims", capsys=capsys)
    assert code == 1
    assert "nothing could be compared" in err
    assert "0 of their lines were answered" in out


@pytest.mark.parametrize(
    "arguments",
    [("--claims", "nowhere", "--remits", "."), ("--claims", "."), ("--claims", ".", "--remits", ".", "--config", "nowhere")],
)  # fmt: skip
def test_wrong_usage_is_told(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments, capsys=capsys)
    assert code == 2
    assert "Traceback" not in err


def test_a_wrong_configuration_is_told(practice, tmp_path, capsys):
    path = tmp_path / "own.toml"
    path.write_text("severity = 3")
    code, _, err = run(
        "--claims", practice / "claims", "--remits", practice / "remits", "--config", path, capsys=capsys
    )
    assert code == 2
    assert "own.toml" in err
