"""`cleanskin read`: what it prints, where, and its exit codes."""

import gzip
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from cleanskin.cli import inputs, main

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "x12"
CLEAN = GOLDEN / "clean_835.edi"
CLAIMS = GOLDEN / "clean_837p.edi"


def run(capsys, *arguments):
    code = main(["read", *(str(argument) for argument in arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def objects(capsys, *arguments):
    code, out, _ = run(capsys, *arguments, "--format", "jsonl")
    return code, [json.loads(line) for line in out.splitlines()]


def test_text_says_what_is_in_a_file(capsys):
    code, out, err = run(capsys, CLEAN, CLAIMS)
    assert code == 0
    assert "835" in out
    assert "1 claim" in out
    assert "$100.00" in out
    assert "$80.00" in out
    assert out.count("no findings") == 2
    assert "2 files, 2 transactions, 0 findings" in out
    assert err == ""


def test_findings_stand_below_their_transaction(capsys):
    code, out, _ = run(capsys, GOLDEN / "claim_total.edi")
    assert code == 0
    assert "CS-X12-301" in out
    assert "segment 21 2300 CLM02" in out


def test_quiet_text_has_a_line_for_each_file_and_transaction(capsys):
    _, out, _ = run(capsys, GOLDEN / "claim_total.edi", "--quiet")
    assert len(out.splitlines()) == 2


def test_many_findings_of_one_kind_are_counted(capsys, tmp_path):
    text = CLAIMS.read_text()
    line = "LX*2~\nSV1*HC:17000*50*UN*1***1~\nDTP*472*D8*20251201~\n"
    (tmp_path / "many.edi").write_text(
        text.replace(line, line.replace("HC:17000", "HC:1700").replace("LX*2", "LX*2") * 6)
    )
    _, out, _ = run(capsys, tmp_path / "many.edi")
    assert "CS-X12-503  and 3 more of the same kind" in out


def test_json_lines_hold_what_is_promised(capsys):
    code, (found,) = objects(capsys, CLEAN)
    assert code == 0
    assert found["file"] == CLEAN.as_posix()
    assert found["position"] == 1
    assert found["transaction"] == "835"
    assert found["control_numbers"] == {"interchange": "000000001", "group": "1", "transaction": "0001"}
    assert (found["claims"], found["total_charge_cents"], found["total_paid_cents"]) == (1, 10000, 8000)
    assert found["findings"] == []
    assert found["snip_checked"] == [1, 2, 3, 4]
    assert found["snip_not_checked"] == [5, 6, 7]


def test_json_is_one_array_and_nothing_else(capsys):
    code, out, err = run(capsys, CLEAN, CLAIMS, "--format", "json")
    assert code == 0
    assert [found["transaction"] for found in json.loads(out)] == ["835", "837P"]
    assert "2 files, 2 transactions" in err


def test_json_of_an_empty_folder_is_an_empty_array(capsys, tmp_path):
    code, out, err = run(capsys, tmp_path, "--format", "json")
    assert code == 1
    assert json.loads(out) == []
    assert "no file" in err


def test_a_finding_in_json_has_its_place(capsys):
    _, (found,) = objects(capsys, GOLDEN / "claim_total.edi")
    (finding,) = found["findings"]
    assert finding["id"] == "CS-X12-301"
    assert finding["snip"] == 3
    assert finding["severity"] == "warning"
    assert (finding["segment"], finding["loop"], finding["element"]) == (21, "2300", "CLM02")
    assert finding["file"] == (GOLDEN / "claim_total.edi").as_posix()
    assert finding["fix"]


@pytest.mark.parametrize("content", [b"", b"hello world", bytes(range(256)), b"\x89PNG\r\n\x1a\n"])
def test_a_file_without_x12_is_reported(capsys, tmp_path, content):
    (tmp_path / "odd").write_bytes(content)
    code, (found,) = objects(capsys, tmp_path / "odd")
    assert code == 1
    assert found["transaction"] is None
    assert found["findings"][0]["severity"] == "error"


def test_one_bad_file_does_not_stop_the_next(capsys, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"nothing")
    shutil.copy(CLEAN, tmp_path / "b.835")
    code, found = objects(capsys, tmp_path)
    assert code == 1
    assert [each["transaction"] for each in found] == [None, "835"]


def test_a_cut_file_is_incomplete_and_said(capsys, tmp_path):
    (tmp_path / "cut.835").write_bytes(CLEAN.read_bytes()[:500])
    code, out, _ = run(capsys, tmp_path / "cut.835")
    assert code == 1
    assert "INCOMPLETE" in out


def test_folders_are_searched_in_order(capsys, tmp_path):
    for name in ("b/two.835", "a/deep/one.835", "c.835"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CLEAN, tmp_path / name)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    _, found = objects(capsys, tmp_path)
    assert [each["file"].removeprefix(tmp_path.as_posix()) for each in found] == [
        "/a/deep/one.835",
        "/b/two.835",
        "/c.835",
    ]


def test_zip_and_gzip_are_read(capsys, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(CLEAN, "in/one.835")
        archive.write(CLAIMS, "two.837")
        archive.writestr("folder/", "")
    (tmp_path / "b.835.gz").write_bytes(gzip.compress(CLEAN.read_bytes()))
    code, found = objects(capsys, tmp_path)
    assert code == 0
    assert [(each["file"].rpartition("/")[2], each["transaction"]) for each in found] == [
        ("one.835", "835"),
        ("a.zip!two.837", "837P"),
        ("b.835.gz", "835"),
    ]


def test_an_archive_that_grows_too_large_is_not_unpacked(capsys, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\x00" * (16 << 20))
        archive.write(CLEAN, "one.835")
    code, found = objects(capsys, tmp_path / "bomb.zip")
    assert code == 1
    assert [each["transaction"] for each in found] == [None, "835"]
    assert found[0]["findings"][0]["name"] == "size-limit-reached"


def test_an_archive_as_a_whole_has_its_limit(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "ARCHIVE_BYTES_MAX", 100)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("one", "two", "three"):
            archive.write(CLEAN, name)
    code, found = objects(capsys, tmp_path / "a.zip")
    assert code == 1
    assert [each["transaction"] for each in found] == ["835", None]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04broken", b"\x1f\x8bbroken", gzip.compress(b"A" * 1000, mtime=0)[:-12]],
    ids=["zip", "gzip", "cut_off"],
)
def test_a_damaged_archive_is_reported(capsys, tmp_path, content):
    (tmp_path / "broken").write_bytes(content)
    code, (found,) = objects(capsys, tmp_path / "broken")
    assert code == 1
    assert found["findings"][0]["name"] == "file-not-readable"


def test_what_does_not_exist_is_wrong_usage(capsys, tmp_path):
    code, out, err = run(capsys, tmp_path / "none")
    assert code == 2
    assert out == ""
    assert "no such file" in err


def test_no_path_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["read"])
    assert stopped.value.code == 2


def test_snip_types_are_reported_apart(capsys):
    _, (found,) = objects(capsys, GOLDEN / "segment_repeated.edi")
    assert found["findings_by_snip"] == {"2": 1}
    _, out, _ = run(capsys, GOLDEN / "claim_total.edi", GOLDEN / "npi_check_digit.edi")
    assert "by SNIP type: 3 balancing: 1, 5 code shapes and check digits: 1; not checked: code sets (5)" in out


def test_acknowledgements_are_told_in_words(capsys):
    code, out, _ = run(capsys, GOLDEN / "clean_277ca.edi", GOLDEN / "clean_999.edi", GOLDEN / "ta1_alone.edi")
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    assert any("claims: 1 accepted ($120.00), 1 returned ($200.00)" in line for line in lines)
    assert "claim 2 returned (A7:562, A7:153): Sent back because something is not valid." in lines
    assert any("group 7 (HC) accepted in part; 1 of 2 listed transactions accepted" in line for line in lines)
    assert "837 0002 rejected: segments are in error (5)" in lines
    assert "NM1 at 9 in 2010: NM109 no such code" in lines
    assert any(line.startswith("1  TA1") and "interchange" in line for line in lines)
    assert "LARKSPUR" not in out


def test_json_tells_the_same_in_lines(capsys):
    _, (one,) = objects(capsys, GOLDEN / "clean_277ca.edi")
    assert one["summary"][0] == "claims: 1 accepted ($120.00), 1 returned ($200.00)"
    _, (other,) = objects(capsys, CLAIMS)
    assert other["summary"] == []
