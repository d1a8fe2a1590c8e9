"""`cleanskin code`: what goes in, what comes out, what it says when it cannot."""

import io
import json
import sys

import pytest

from cleanskin.cli import main

TEXT = "Fourteen AKs on the scalp treated with liquid nitrogen."
KEYS = ["lines", "not_separately_reported", "queries", "verdicts", "level"]


@pytest.fixture(autouse=True)
def _empty_home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEANSKIN_HOME", str(tmp_path / "home"))


def run(capsys, *arguments):
    status = main(["code", *map(str, arguments)])
    told = capsys.readouterr()
    return status, told.out, told.err


def codes(data):
    return [(line["code"], line["units"]) for line in data["lines"]]


def given(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def test_text_to_json(capsys):
    status, out, _ = run(capsys, "--text", TEXT, "--format", "json", "--on", "2026-03-02")
    data = json.loads(out)
    assert status == 0
    assert list(data)[:5] == KEYS
    assert codes(data) == [("17000", 1), ("17003", 13)]
    line = data["lines"][0]
    assert (line["modifiers"], line["icd10"]) == ([], ["L57.0"])
    quoted = line["evidence"][0]
    assert TEXT[quoted["start"] : quoted["end"]] == quoted["words"]
    assert data["level"] == {}
    assert all("code" in one for one in data["not_separately_reported"])


def test_text_for_people(capsys):
    status, out, _ = run(capsys, "--text", TEXT, "--on", "2026-03-02")
    assert status == 0
    assert out.startswith("medicare, 2026-03-02; doubt: few signs\n")
    assert "\nhow sure:\n  few signs of doubt, 0 points: " in out
    assert "17003            x13" in out
    assert '1:1   "Fourteen"' in out


def test_a_note_file_and_standard_input_say_the_same(capsys, tmp_path, monkeypatch):
    note = tmp_path / "visit.txt"
    note.write_text(f"HPI: rough spots.\nPlan: {TEXT}\n", encoding="utf-8")
    from_file = run(capsys, "--note", note, "--format", "json", "--on", "2026-03-02")
    given(monkeypatch, note.read_text("utf-8"))
    assert run(capsys, "--format", "json", "--on", "2026-03-02") == from_file


def test_an_encounter_and_back(capsys, tmp_path):
    _, out, _ = run(capsys, "--text", TEXT, "--format", "json", "--show-encounter", "--on", "2026-03-02")
    first = json.loads(out)
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(first["encounter"]), encoding="utf-8")
    status, out, _ = run(capsys, "--encounter", file, "--format", "json", "--on", "2026-03-02")
    assert status == 0
    assert json.loads(out)["lines"] == first["lines"]


def test_a_batch_in_order_with_what_cannot_be_read(capsys, monkeypatch):
    rows = [
        {"id": "a", "text": "Five plantar warts treated by cryotherapy."},
        {
            "id": 2,
            "encounter": {"lesions": [{"id": "L1", "technique": "tangential", "intent": "sample", "site": "nose"}]},
        },
        {"id": "c", "text": "16 inflamed skin tags removed.", "payer": "commercial", "on": "2026-03-02"},
    ]
    given(monkeypatch, "\n".join([json.dumps(rows[0]), "{broken", *map(json.dumps, rows[1:])]) + "\n")
    status, out, _ = run(capsys, "--format", "json")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [one.get("id") for one in found] == ["a", None, 2, "c"]
    assert "error" in found[1]
    assert [codes(found[at]) for at in (0, 2, 3)] == [[("17110", 1)], [("11102", 1)], [("11200", 1), ("11201", 1)]]
    assert found[3]["payer"] == "commercial"


def test_billed_lines_beside_the_supported_ones(capsys, tmp_path):
    bill = tmp_path / "billed.csv"
    bill.write_text("code,modifiers,units\n17000,,1\n17003,,12\n99213,25,1\n", encoding="utf-8")
    status, out, _ = run(capsys, "--text", TEXT, "--billed", bill, "--on", "2025-11-03", "--format", "json")
    difference = json.loads(out)["difference"]
    assert status == 0
    assert [(one["kind"], one["code"]) for one in difference["differences"]] == [
        ("units_low", "17003"),
        ("at_risk", "99213"),
    ]
    assert difference["amount_missed"] > 0
    _, out, _ = run(capsys, "--text", TEXT, "--billed", bill, "--on", "2025-11-03")
    assert "too few units billed: 17003 x12 -> 17003 x13" in out


def test_the_payer_of_the_caller_wins(capsys):
    text = "Medicare. One SK on the cheek frozen for cosmetic reasons."
    _, out, _ = run(capsys, "--text", text, "--format", "json")
    assert json.loads(out)["lines"][0]["modifiers"] == ["GY"]
    _, out, _ = run(capsys, "--text", text, "--payer", "commercial", "--format", "json")
    assert json.loads(out)["lines"] == []


def test_the_schema(capsys):
    status, out, _ = run(capsys, "--schema")
    assert status == 0
    assert "Lesion" in json.loads(out)["$defs"]


def test_wrong_usage(capsys, tmp_path):
    assert run(capsys, "--note", tmp_path / "gone.txt")[0] == 2
    bill = tmp_path / "billed.csv"
    bill.write_text("a,b\n1,2\n", encoding="utf-8")
    status, _, err = run(capsys, "--text", TEXT, "--billed", bill)
    assert status == 2
    assert 'no column "code"' in err
    broken = tmp_path / "visit.json"
    broken.write_text('{"lesions": 3}', encoding="utf-8")
    status, _, err = run(capsys, "--encounter", broken)
    assert status == 1
    assert "cannot be read" in err


def test_a_payer_may_be_written_as_people_write_it(capsys):
    for name, told in (
        ("Medicare", "medicare"),
        ("self-pay", "self pay"),
        ("Medicare Advantage", "medicare advantage"),
    ):
        status, out, _ = run(capsys, "--text", TEXT, "--on", "2026-03-02", "--payer", name)
        assert status == 0
        assert out.startswith(f"{told}, 2026-03-02; doubt: few signs\n")


VISIT = """Established. HPI: itchy bump on R temple, scaly spots.
Exam: scalp x3, L forearm x2: gritty pink papules.
A/P: 1. r/o BCC R temple - shave bx, path sent.
2. AK x5, LN2.
3. Psoriasis flaring: start calcipotriene foam; discussed biologics if no improvement.
"""


def test_the_page_quotes_the_plan_and_names_places(capsys, tmp_path):
    note = tmp_path / "visit.txt"
    note.write_text(VISIT, encoding="utf-8")
    _, out, _ = run(capsys, "--note", note, "--on", "2026-03-02")
    biopsy = out[out.index("11102") : out.index("17000")]
    assert "suspected basal cell carcinoma, right temple" in " ".join(biopsy.split())
    assert '3:17  "R temple"' in biopsy
    assert "1:" not in "".join(line.lstrip()[:2] for line in biopsy.splitlines() if '"' in line)
    assert "skin biopsy (suspected basal cell carcinoma, right temple)" in " ".join(out.split())
    assert "where on the body" not in out  # the examination lists the five
    assert "biologic" not in out[out.index("the visit:") :]
    assert "its report is back" not in out
    assert " ".join(out.split()).count("a chronic disease that is not at its goal") == 1


def test_one_row_tells_what_is_paid_alike(capsys):
    _, out, _ = run(capsys, "--text", "AKs frozen: scalp 6, forehead 4, nose 1.", "--on", "2026-03-02")
    paid = out[out.index("who pays") :]
    assert paid.count("ak destruction") == 1
    assert "scalp" in paid
    assert "forehead" in paid
