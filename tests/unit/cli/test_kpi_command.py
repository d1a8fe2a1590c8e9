import json

import pytest

from cleanskin.cli import main


def test_list_names_every_group_and_what_cannot_be_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "list"]) == 0
    out = capsys.readouterr().out
    assert "initial_denial_rate_claims" in out
    assert "net_collection_rate" in out
    assert "cannot be known from these files: needs patient payments" in out


def test_list_as_json_is_an_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"id", "name", "needs", "benchmarks"} <= set(listed[0])


def test_explain_shows_definition_benchmark_and_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "explain", "KPI-DEN-010"]) == 0
    out = capsys.readouterr().out
    for part in ("numerator", "denominator", "leaves out", "[vendor: no method shown]", "worked example"):
        assert part in out


def test_an_unknown_or_ambiguous_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "explain", "nonsense"]) == 2
    assert main(["kpi", "explain", "initial_denial"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "KPI-DEN-020" in captured.err
