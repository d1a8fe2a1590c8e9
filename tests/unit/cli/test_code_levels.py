"""`cleanskin code`: the reasons for a visit's level, and a clinician's levels beside national shares."""

import json

import pytest

from cleanskin.cli import main

TEXT = "Established: rosacea flare, doxycycline started; CBC ordered. 25 minutes total time."
BILLED = "provider,code,visits\nA,99212,10\nA,99213-25,50\nA,99214,40\nA,99215,7\nA,17000,80\nB,99213,3\n"


@pytest.fixture(autouse=True)
def _empty_home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEANSKIN_HOME", str(tmp_path / "home"))


def run(capsys, *arguments):
    status = main(["code", *map(str, arguments)])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_each_column_has_its_reason(capsys):
    _, out, _ = run(capsys, "--text", TEXT, "--on", "2026-03-02")
    visit = out[out.index("the visit:") :].split("\n\n")[0]
    assert visit.splitlines()[0] == "the visit: 99214, moderate"
    told = {line.split()[0]: " ".join(line.split()[1:]) for line in visit.splitlines()[1:]}
    assert told["problems"].startswith("moderate rosacea")
    assert told["data"] == "straightforward 1 unique test"
    assert told["risk"].startswith("moderate rx started")
    assert told["time"].startswith("low 25 minutes")
    assert told["before"].startswith("2021 99213")


def test_the_same_as_data(capsys):
    _, out, _ = run(capsys, "--text", TEXT, "--on", "2026-03-02", "--format", "json")
    level = json.loads(out)["level"]
    assert (level["code"], level["problems"], level["data"], level["risk"], level["by_minutes"]) == (
        "99214",
        3,
        1,
        3,
        2,
    )
    assert len(level["reasons"]) == 4
    assert level["old_level"].startswith("99213")
    assert all(TEXT[one["start"] : one["end"]] == one["words"] for one in level["evidence"])


def test_levels_of_billed_visits(capsys, tmp_path):
    file = tmp_path / "billed.csv"
    file.write_text(BILLED, encoding="utf-8")
    status, out, _ = run(capsys, "--levels", file, "--format", "json")
    first, second = json.loads(out)["clinicians"]
    assert status == 0
    assert (first["clinician"], first["visits"]) == ("A", 107)
    shares = {one["code"]: one["share"] for one in first["shares"]}
    assert shares == {"99212": "0.100", "99213": "0.500", "99214": "0.400"}
    assert first["not_compared"] == [["99215", 7]]
    assert (second["shares"], second["too_few"]) == ([], ["established", "new"])
    assert "50.0%    60.3%" in run(capsys, "--levels", file)[1]


def test_levels_of_a_coded_batch(capsys, tmp_path):
    visits, coded = tmp_path / "visits.jsonl", tmp_path / "coded.jsonl"
    row = json.dumps({"provider": "C", "text": TEXT, "on": "2026-03-02"})
    visits.write_text("\n".join([row] * 30), encoding="utf-8")
    coded.write_text(run(capsys, "--batch", visits)[1], encoding="utf-8")
    out = run(capsys, "--levels", coded, "--payer", "medicare", "--format", "json")[1]
    data = json.loads(out)
    assert data["population"] == "medicare"
    assert [(one["code"], one["visits"]) for one in data["clinicians"][0]["shares"]] == [("99213", 0), ("99214", 30)]


@pytest.mark.parametrize("content", ["visits\n3\n", "{not json", "[1]", '{"id": 3}'])
def test_what_is_no_list_of_visits(capsys, tmp_path, content):
    file = tmp_path / "visits"
    file.write_text(content, encoding="utf-8")
    status, _, told = run(capsys, "--levels", file)
    assert status == 2
    assert "--levels" in told
