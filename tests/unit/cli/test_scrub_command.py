"""`cleanskin scrub` and `cleanskin rules` as a coder meets them."""

import csv
import io
import json
from datetime import date
from html.parser import HTMLParser

import pytest

from cleanskin.cli import main
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world

HEAD = "claim,date_of_service,code,modifiers,units,charge,diagnoses,payer_kind,patient_last_name,birth_date,rendering_npi\n"
BAD = (
    HEAD
    + "A1,2026-03-02,99213,,1,145,L57.0,medicare,EXAMPLE,1950-01-01,1234567893\nA1,2026-03-02,17000,,1,110,L57.0,medicare,EXAMPLE,1950-01-01,1234567893\n"
)
GOOD = HEAD + "A2,2026-03-02,99213,,1,145,L40.0,commercial,OTHER,1980-01-01,1234567893\n"


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("CLEANSKIN_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(folder, of_size(seed=3, claims=80, months=1, start=date(2025, 3, 1)))
    return folder / "claims"


def file_of(tmp_path, text, name="visits.csv"):
    path = tmp_path / name
    path.write_text(text)
    return str(path)


def test_text_says_line_rule_evidence_fix_source_and_dollars(tmp_path, capsys):
    assert main(["scrub", file_of(tmp_path, BAD)]) == 1
    out = capsys.readouterr().out
    flat = " ".join(out.split())
    assert "claim A1 2026-03-02" in flat
    assert "hold line 1 CS-MOD-025" in flat
    assert "CARC 97 RARC M15" in flat
    assert "evidence 17000 has a global period of 010 days" in flat
    assert "source NCCI policy manual 2026" in flat
    assert "by Medicare fee schedule, national" in flat
    assert "expected to pass first time: 0 of 1, 0.0% (uncalibrated until a back-test" in flat
    assert "not checkable for want of" in flat
    assert "CS-RULE-006" in flat
    assert "EXAMPLE" not in out, "no patient is named"


def test_nothing_held_is_exit_code_0(tmp_path, capsys):
    assert main(["scrub", file_of(tmp_path, GOOD)]) == 0
    assert "1 of 1, 100.0%" in capsys.readouterr().out


def test_json_is_an_array_of_findings(tmp_path, capsys):
    assert main(["scrub", file_of(tmp_path, BAD), "--format", "json"]) == 1
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    (one,) = [each for each in found if each["rule"] == "CS-MOD-025"]
    assert {"claim", "line", "rule", "outcome", "severity", "message", "carc", "fix"} <= set(one)
    assert (one["claim"], one["line"], one["lines"], one["carc"], one["rarc"]) == ("A1", 1, [1], "97", "M15")
    assert (one["outcome"], one["severity"], one["fix_safety"], one["changes"]) == ("denial", "hold", "human", [])
    assert isinstance(one["amount_at_risk"], int)
    assert [each["claim"] for each in found if each["rule"] == "CS-RULE-006"] == [None]
    assert "expected to pass" in captured.err


def test_json_of_nothing_is_an_array(tmp_path, capsys):
    config = file_of(tmp_path, "", "none.toml")
    assert main(["scrub", file_of(tmp_path, GOOD), "--format", "json", "--quiet", "--config", config]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_csv_has_a_row_a_finding_and_no_formula(tmp_path, capsys):
    assert main(["scrub", file_of(tmp_path, BAD.replace("A1", "=A1")), "--format", "csv", "--quiet"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["claim"] for row in rows if row["rule"] == "CS-MOD-025"] == ["'=A1"]


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.rows, self.scripts = [], 0, 0

    def handle_starttag(self, tag, attrs):
        self.rows += tag == "tr"
        self.scripts += tag == "script"
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_is_one_whole_page_without_script_and_escaped(tmp_path, capsys):
    assert main(["scrub", file_of(tmp_path, BAD.replace("A1", "<b>A1")), "--format", "html"]) == 1
    page = capsys.readouterr().out
    tags = _Tags()
    tags.feed(page)
    assert (tags.open, tags.scripts) == ([], 0)
    assert tags.rows >= 2
    assert "&lt;b&gt;A1" in page
    assert "<b>A1" not in page


def test_one_and_two_processes_say_the_same(sample, capsys):
    said = []
    for workers in ("1", "2"):
        code = main(["scrub", str(sample), "--format", "json", "--quiet", "--workers", workers])
        said.append((code, capsys.readouterr().out))
    assert said[0] == said[1]
    assert json.loads(said[0][1])


def test_history_of_other_files_is_taken_into_account(tmp_path, capsys):
    past = file_of(tmp_path, BAD.replace("A1", "P1").replace("2026-03-02", "2026-02-20"), "past.csv")
    now = file_of(tmp_path, BAD, "now.csv")
    main(["scrub", now, "--history", past, "--format", "json", "--quiet"])
    with_history = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    main(["scrub", now, "--format", "json", "--quiet"])
    without = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    assert any(rule.startswith("CS-GLB-") for rule in with_history - without)


def test_the_same_file_twice_is_read_once_and_said(tmp_path, capsys):
    one, other = file_of(tmp_path, GOOD, "a.csv"), file_of(tmp_path, GOOD, "b.csv")
    assert main(["scrub", one, other]) == 0
    captured = capsys.readouterr()
    assert "1 claim," in captured.out
    assert "CS-CLM-004" in captured.err


def test_what_cannot_be_read_is_said_and_is_exit_code_1(tmp_path, capsys):
    assert main(["scrub", file_of(tmp_path, "nonsense", "x.txt"), file_of(tmp_path, GOOD)]) == 1
    assert "CS-CLM-001" in capsys.readouterr().err
    assert main(["scrub", file_of(tmp_path, "[]", "x.json")]) == 1


def test_what_is_left_aside_is_told_once_a_kind_and_listed_whole_in_json(sample, tmp_path, capsys):
    text = max((path.read_text() for path in sample.glob("837P_2025*")), key=lambda one: one.count("LX*1~"))
    count = text.count("LX*1~")
    assert count > 3
    odd = file_of(tmp_path, text.replace("LX*1~", "ZZZ*1~LX*1~"), "odd.837")
    main(["scrub", odd, "--format", "json", "--quiet"])
    captured = capsys.readouterr()
    (line,) = [line for line in captured.err.splitlines() if "ZZZ" in line]
    assert f"({count:,} of this kind, the first at transaction 1" in line
    listed = [one for one in json.loads(captured.out) if "ZZZ" in one["message"]]
    assert len(listed) == count
    assert {(one["file"], one["claim"], one["name"]) for one in listed} == {(odd, None, "segment-kept-aside")}
    assert all("segment" in one["pointer"] for one in listed)
    main(["scrub", odd, "--format", "csv", "--quiet"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len([row for row in rows if "ZZZ" in row["message"]]) == count


def test_wrong_usage_is_exit_code_2(tmp_path, capsys):
    good = file_of(tmp_path, GOOD)
    assert main(["scrub"]) == 2
    assert main(["scrub", str(tmp_path / "none.837")]) == 2
    assert main(["scrub", good, "--config", str(tmp_path / "none.toml")]) == 2
    assert main(["scrub", good, "--fix", good]) == 2
    for text, words in (
        ("[severity", "not TOML"),
        ('[severity]\nmohs = "loud"', "$.severity"),
        ("colour = 1", "colour"),
    ):
        assert main(["scrub", good, "--config", file_of(tmp_path, text, "c.toml")]) == 2
        assert words in capsys.readouterr().err
    for wrong in (["--submitted", "soon"], ["--workers", "0"], ["--format", "xml"]):
        with pytest.raises(SystemExit) as stopped:
            main(["scrub", good, *wrong])
        assert stopped.value.code == 2


def test_a_configuration_hides_findings_and_is_checked_itself(tmp_path, capsys):
    config = file_of(
        tmp_path,
        '[severity]\n"CS-MOD-025" = "off"\nno-such = "note"\n\n[[suppress]]\nrule = "CS-BX-001"\n'
        'reason = "never"\nwho = "A. Coder"\nexpires = 2099-01-01\n',
        "c.toml",
    )
    assert main(["scrub", file_of(tmp_path, BAD), "--config", config, "--submitted", "2026-03-09"]) == 0
    out = capsys.readouterr().out
    assert "CS-MOD-025" not in out
    assert "CS-RULE-005" in out
    assert "CS-RULE-003" in out


def test_a_fee_list_prices_instead_of_medicare(tmp_path, capsys):
    fees = file_of(tmp_path, "code,amount\n99213,200.00\n", "fees.csv")
    main(["scrub", file_of(tmp_path, BAD), "--fees", fees, "--format", "json", "--quiet"])
    (one,) = [each for each in json.loads(capsys.readouterr().out) if each["rule"] == "CS-MOD-025"]
    assert (one["amount_at_risk"], one["priced_by"]) == (20000, "the fee list fees.csv")


def test_fix_writes_a_new_file_and_lists_its_changes(sample, tmp_path, capsys):
    text = next(path for path in sorted(sample.glob("837P_2025*"))).read_text()
    npi = text.split("NM1*82*1*", 1)[1].split("XX*", 1)[1].split("~", 1)[0]
    faulty = file_of(tmp_path, text.replace(f"XX*{npi}~", f"XX*{npi[:4]} {npi[4:]}~"), "faulty.837")
    out = tmp_path / "fixed.837"
    main(["scrub", faulty, "--fix", str(out), "--quiet"])
    assert out.read_text() == text
    assert "providers[rendering].id" in capsys.readouterr().err
    assert main(["scrub", faulty, "--fix", str(out)]) == 2


def test_the_schema_is_json(capsys):
    assert main(["scrub", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$ref"].endswith("ClaimForm")


def test_rules_are_listed_by_family_outcome_and_reason(capsys):
    assert main(["rules"]) == 0
    assert "CS-MOD-025" in capsys.readouterr().out
    assert main(["rules", "--family", "ncci", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {one["family"] for one in listed} == {"ncci"}
    assert all(one["flags"].endswith(".") and one["examples"] for one in listed)
    assert main(["rules", "--outcome", "missed_charge", "--carc", "97"]) in (0, 1)
    capsys.readouterr()
    assert main(["rules", "--family", "nothing"]) == 1
    assert "ncci" in capsys.readouterr().err


def test_explain_shows_the_page_of_a_rule_and_of_a_finding_about_rules(capsys):
    for name in ("CS-MOD-025", "visit-beside-minor-procedure-without-25", "cs-mod-025"):
        assert main(["explain", name]) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert "rule of the scrubber CS-MOD-025" in out
        assert "not yet checked by a certified coder" in out
        assert "flags: 99213 L57.0 | 17000 L57.0" in out
    assert main(["explain", "CS-RULE-001"]) == 0
    assert "rule-stopped" in capsys.readouterr().out
