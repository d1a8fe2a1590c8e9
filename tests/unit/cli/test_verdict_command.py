"""`cleanskin verdict`: what goes in, what comes out, what it says when it cannot."""

import io
import json
import sys

import pytest

from cleanskin.cli import main

KEYS = {"verdict", "triggers", "negated", "missing", "form", "bill_to", "script"}


@pytest.fixture(autouse=True)
def _empty_home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEANSKIN_HOME", str(tmp_path / "home"))


def run(capsys, *arguments):
    try:
        status = main(["verdict", *map(str, arguments)])
    except SystemExit as end:
        status = end.code
    told = capsys.readouterr()
    return status, told.out, told.err


def given(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def test_text_says_the_answer_first_and_ends_with_what_to_tell(capsys):
    status, out, _ = run(capsys, "--text", "mole check")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "MEDICAL  Check of a mole or spot"
    assert "bill goes to   the payer" in out
    assert 'say            "This is usually a medical visit' in out


def test_json_has_the_promised_keys(capsys):
    status, out, _ = run(capsys, "--text", "SK bleeds, denies pain", "--format", "json")
    data = json.loads(out)
    assert status == 0
    assert set(data) >= KEYS
    assert (data["verdict"], data["triggers"], data["negated"]) == ("medical", ["MN-BLEED"], ["MN-PAIN"])


def test_parts_are_told_apart(capsys):
    _, out, _ = run(capsys, "--text", "1. L cheek SK, asymptomatic, LN2. 2. R arm SK, bleeds, LN2.")
    assert "L1             cosmetic: Removal of seborrheic keratoses, left cheek." in out
    assert "L2             medical: Removal of seborrheic keratoses, right arm." in out
    assert "the payer for the medical part, the patient for the cosmetic part" in " ".join(out.split())


def test_what_does_not_count_says_why(capsys):
    _, out, _ = run(capsys, "--text", "SK of the back. Denies itching. Risks include bleeding. Previously painful.")
    said = " ".join(out.split())
    assert 'itching ("itching": denied)' in said
    assert 'bleeding ("bleeding": consent text)' in said
    assert 'pain ("painful": in the past)' in said


@pytest.mark.parametrize(("planned", "word"), [("cosmetic", "as planned"), ("medical", "changed")])
def test_the_plan_is_compared(capsys, planned, word):
    _, out, _ = run(capsys, "--text", "Botox", "--planned", planned)
    assert f"planned        {planned}: {word}" in out


def test_a_note_in_a_file(capsys, tmp_path):
    note = tmp_path / "visit.txt"
    note.write_text("SK of the back bleeds. LN2.", encoding="utf-8")
    status, out, _ = run(capsys, "--note", note)
    assert (status, out.split()[0]) == (0, "MEDICAL")


def test_text_from_standard_input(capsys, monkeypatch):
    given(monkeypatch, "Botox")
    status, out, _ = run(capsys, "--text", "-")
    assert (status, out.split()[0]) == (0, "COSMETIC")


@pytest.mark.parametrize("service", ["64650", "botulinum_sweating", "botox for sweating"])
def test_a_service_alone(capsys, service):
    _, out, _ = run(capsys, "--service", service, "--format", "json")
    assert json.loads(out)["services"] == ["botulinum_sweating"]


def test_state_and_payer_decide(capsys):
    found = {}
    for state, payer in (("IA", "medicare"), ("CA", "medicare"), ("IA", "commercial")):
        _, out, _ = run(capsys, "--text", "SK itches", "--state", state, "--payer", payer, "--format", "json")
        found[state, payer] = json.loads(out)["verdict"]
    assert list(found.values()) == ["medical", "conditional", "conditional"]


def test_a_batch_gives_a_line_for_each_line_and_says_which_is_bad(capsys, monkeypatch):
    batch = [
        '{"id": "1", "text": "mole check"}',
        "",
        '{"id": "2", "text": ',
        '{"id": "3", "text": "Botox", "payer": "nobody"}',
        '{"id": "4", "service": "64650", "planned": "cosmetic"}',
        '["a list"]',
    ]
    given(monkeypatch, "\n".join(batch))
    status, out, err = run(capsys, "-", "--format", "json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [(one["id"], one["verdict"]) for one in answers] == [("1", "medical"), ("4", "conditional")]
    assert answers[1]["changed"] is True
    assert [f"line {number} " in err for number in (3, 4, 6)] == [True, True, True]
    assert "Botox" not in err


def test_options_fill_what_a_line_of_a_batch_leaves_open(capsys, monkeypatch):
    given(monkeypatch, '{"text": "SK itches"}\n{"text": "SK itches", "state": "CA"}\n')
    _, out, _ = run(capsys, "-", "--state", "IA", "--format", "json")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["medical", "conditional"]


def test_a_batch_as_text_names_each_answer(capsys, monkeypatch):
    given(monkeypatch, '{"id": "7", "text": "Botox"}\n')
    _, out, _ = run(capsys, "-")
    assert out.startswith("7: COSMETIC")


def test_the_practices_own_grid(capsys, tmp_path):
    own = tmp_path / "grid.tsv"
    own.write_text("service\tlabel\twords\tservice_class\ntag_removal\tTags\ttags\tcosmetic\n", encoding="utf-8")
    _, out, _ = run(capsys, "--text", "tags", "--grid", own)
    assert out.startswith("COSMETIC  Tags")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("service\twords\tservice_class\ntag_removal\ttags\tperhaps\n", "tag_removal"),
        ("service\twords\tservice_class\ntag_removal\ttags\n", "line 2"),
        ("service;words\n", "no column service, words, service_class"),
        ("", "no column"),
    ],
)
def test_a_wrong_row_of_the_grid_ends_with_its_name(capsys, tmp_path, rows, said):
    own = tmp_path / "grid.tsv"
    own.write_text(rows, encoding="utf-8")
    status, out, err = run(capsys, "--text", "tags", "--grid", own)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["mole check"],
        ["--note", "/no/such/file"],
        ["--text", "Botox", "--grid", "/no/such/file"],
        ["--text", "Botox", "--payer", "nobody"],
        ["--text", "Botox", "--planned", "perhaps"],
        ["--text", "Botox", "--note", "x"],
    ],
)
def test_wrong_usage(capsys, arguments):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err


def test_words_in_another_language_or_none_are_asked_about(capsys):
    for text in ("", "   ", "?!", "quitar manchas de la cara por favor"):
        status, out, _ = run(capsys, "--text", text, "--format", "json")
        data = json.loads(out)
        assert (status, data["verdict"], data["missing"]) == (0, "conditional", ["service"]), text


def test_a_batch_is_counted_by_what_was_planned(capsys, monkeypatch):
    given(
        monkeypatch,
        '{"text":"Botox forehead","planned":"cosmetic"}\n{"text":"AKs frozen","planned":"cosmetic"}\n{"text":"mole check"}\n',
    )
    status, out, _ = run(capsys, "-", "--count", "--format", "json")
    told = json.loads(out)
    assert status == 0
    assert told["kpi"] == "verdict_change_rate"
    whole = told["parts"][0]
    assert (whole["of"], whole["numerator"], whole["denominator"]) == ("in all", 1, 2)
