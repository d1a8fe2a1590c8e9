"""`cleanskin explain`: what is said, what is listed, and the exit codes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cleanskin.cli import main
from cleanskin.cli.explain import KINDS, topics_for
from cleanskin.denial.codebook import book
from cleanskin.denial.topics import reason_topic, tuple_topic

SOURCE = Path(__file__).parents[3] / "src" / "cleanskin"


def ask(capsys, *words: str) -> tuple[int, str, str]:
    code = main(["explain", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def data(capsys, *words: str) -> dict:
    code, out, err = ask(capsys, *words, "--format", "json")
    assert err == ""
    return {"exit": code, **json.loads(out)}


def test_a_group_and_reason_say_what_to_do_and_who(capsys):
    code, out, err = ask(capsys, "CO-97")
    assert (code, err) == (0, "")
    for words in ("denial", "Bundling", "Coder", "Send a corrected claim", "Medicare", "trust: derived"):
        assert words in out


@pytest.mark.parametrize("words", [("CO-16 N382",), ("CO-16", "N382"), ("co16", "n382"), ("CO*16*N382",), ("16 N382",)])
def test_a_remark_changes_the_answer_however_it_is_written(capsys, words):
    found = data(capsys, *words)
    assert (found["exit"], found["kind"], found["key"]) == (0, "adjustment", "CO-16 N382")
    assert "eligibility_registration" in found["facts"]["root_cause"]
    assert found["facts"]["who"] == "Front desk"


def test_unprocessable_takes_a_new_claim(capsys):
    found = data(capsys, "CO-16", "MA130")
    assert found["facts"]["outcome"].startswith("unprocessable")
    assert found["facts"]["action"].startswith("Send a new claim")


def test_patient_share_is_no_denial(capsys):
    found = data(capsys, "PR-1")
    assert found["facts"]["outcome"].startswith("patient_share")
    assert found["facts"]["who"] == "Patient accounts"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("4", ["carc:4", "status:4"]),
        ("22", ["carc:22", "status:22"]),
        ("A1", ["carc:A1", "277ca:A1"]),
        ("OA", ["group:OA", "plb:OA"]),
        ("50", ["carc:50", "plb:50"]),
    ],
)
def test_ambiguous_input_lists_the_choices(capsys, text, asks):
    found = data(capsys, text)
    assert [choice["ask"] for choice in found["choices"]] == asks
    code, out, _ = ask(capsys, text)
    assert code == 0
    for one in asks:
        assert f"cleanskin explain {one}" in out
        assert data(capsys, one)["title"]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("45", "carc", "45"),
        ("16", "carc", "16"),
        ("b7", "carc", "B7"),
        ("carc 4", "carc", "4"),
        ("status:22", "status", "22"),
        ("M51", "rarc", "M51"),
        ("ma130", "rarc", "MA130"),
        ("N211", "rarc", "N211"),
        ("PR", "group", "PR"),
        ("WO", "plb", "WO"),
        ("A2", "277ca", "A2"),
        ("global_period", "cause", "global_period"),
        ("global period", "cause", "global_period"),
        ("reopening", "action", "reopening"),
        ("11102", "code", "11102"),
        ("j3301", "code", "J3301"),
        ("99213-25", "code", "99213"),
        ("mohs", "family", "mohs"),
        ("CS-DEN-009", "finding", "CS-DEN-009"),
        ("whole-charge-contractual", "finding", "CS-DEN-009"),
        ("CS-X12-011", "finding", "CS-X12-011"),
        ("initial_denial_rate_claims", "kpi", "KPI-DEN-010"),
        ("KPI-DEN-010", "kpi", "KPI-DEN-010"),
    ],
)
def test_every_kind_of_thing_is_found(capsys, text, kind, key):
    if text == "A2":
        text = "277ca:A2"
    found = data(capsys, text)
    assert (found["exit"], found["kind"], found["key"]) == (0, kind, key)


@pytest.mark.parametrize("text", ["CO-998", "N9998", "no such thing", "zzzz", "CO-", "-", "carc:998"])
def test_unknown_input_is_exit_code_1_without_traceback(capsys, text):
    words = ["--", text] if text.startswith("-") else [text]
    code, out, err = ask(capsys, *words)
    assert (code, out) == (1, "")
    assert "nothing is known" in err


def test_unknown_input_names_what_comes_near(capsys):
    found = data(capsys, "initial_denial_rat_claims")
    assert found["exit"] == 1
    assert found["nearest"][0]["ask"] == "kpi:KPI-DEN-010"
    assert all(one["ask"].startswith("carc:") for one in data(capsys, "CO-198a")["nearest"])


def test_part_of_a_figures_name_lists_the_figures(capsys):
    found = data(capsys, "initial_denial_rate")
    assert {"kpi:KPI-DEN-010"} < {choice["ask"] for choice in found["choices"]}


def test_nothing_asked_is_wrong_usage():
    done = subprocess.run([sys.executable, "-m", "cleanskin.cli", "explain"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_codes_are_explained_without_heavy_imports():
    program = (
        "import sys\nfrom cleanskin.denial.topics import tuple_topic\n"
        "assert tuple_topic('CO', '97', [])\nprint([n for n in ('polars', 'numpy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_reason_can_be_explained_under_every_group():
    for carc, rows in book().reasons.items():
        assert reason_topic(rows[-1]).title
        for group in ("CO", "PR", "OA", "PI", "CR"):
            topic = tuple_topic(group, carc, [])
            assert topic is not None
            assert {"action", "who", "why"} <= {label for label, _ in topic.facts}


def test_every_finding_number_in_the_source_can_be_explained():
    numbers = set()
    for path in SOURCE.rglob("*.py"):
        numbers |= set(re.findall(r"\"(CS-[A-Z0-9]{3}-\d{3})\"", path.read_text()))
    assert len(numbers) > 50
    missing = sorted(number for number in numbers if not topics_for(number))
    assert missing == []


def test_kinds_are_words_that_help_shows_or_choices_use():
    assert set(KINDS) >= {"carc", "rarc", "status", "code", "finding", "kpi"}
