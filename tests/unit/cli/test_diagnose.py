"""The main job from the command line: what it writes, what it says, how it ends, whatever it is given."""

import json
import random
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cleanskin.cli import main
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world

FILES = ("report.html", "report.pdf", "report.json", "report.xlsx")


@pytest.fixture(scope="session")
def practice(tmp_path_factory) -> Path:
    """An invented practice's half year."""
    folder = tmp_path_factory.mktemp("practice")
    write_world(
        folder, of_size(damaged=False, seed=5, claims=500, months=8, providers=3, start=date(2025, 1, 1), notes=False)
    )
    return folder


@pytest.fixture(scope="session")
def one_claim_file(practice) -> Path:
    return max((practice / "claims").rglob("*.x12"), key=lambda path: path.stat().st_size)


@pytest.fixture(scope="session")
def one_remit_file(practice) -> Path:
    return max((practice / "remits").rglob("*.x12"), key=lambda path: path.stat().st_size)


def run(*arguments: object, capsys) -> tuple[int, str, str]:
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    return code, said.out, said.err


def test_a_practice_gets_its_report(practice, tmp_path, capsys):
    out = tmp_path / "report"
    code, said, _ = run(
        "diagnose", practice / "claims", practice / "remits", practice / "acks", "--out", out, capsys=capsys
    )
    assert code == 0
    assert all((out / name).stat().st_size > 1000 for name in FILES)
    assert said.splitlines()[-1] == f"Report: {out / 'report.html'}"
    assert "patient data" in said
    tables = {path.stem for path in (out / "tables").glob("*.csv")}
    assert {"first_pass_failures", "denied_lines", "coverage", "recommendation_lines", "findings"} <= tables
    assert {path.stem for path in (out / "tables").glob("*.parquet")} == tables


def test_nothing_but_json_on_standard_output_when_asked(practice, tmp_path, capsys):
    _, said, _ = run("diagnose", practice, "--out", tmp_path / "r", "--format", "json", capsys=capsys)
    answer = json.loads(said)
    assert answer["entities"][0]["figures"]
    assert all(Path(path).exists() for path in answer["written"])


def test_quiet_says_nothing(practice, tmp_path, capsys):
    code, said, err = run(
        "diagnose", practice / "claims", practice / "remits", "--out", tmp_path / "r", "--quiet", capsys=capsys
    )
    assert (code, said, err) == (0, "", "")


def test_the_same_files_give_the_same_report_wherever_they_lie(practice, tmp_path, capsys):
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    with zipfile.ZipFile(moved / "all.zip", "w") as archive:
        for path in sorted(practice.rglob("*.x12")):
            archive.write(path, path.relative_to(practice))
    for sources, out in (([practice / name for name in ("claims", "remits", "acks")], "a"), ([moved], "b")):
        assert run("diagnose", *sources, "--out", tmp_path / out, "--quiet", capsys=capsys)[0] == 0
    first, second = (json.loads((tmp_path / out / "report.json").read_text())["report"] for out in ("a", "b"))
    assert first["entities"][0]["verdict"]["figures"] == second["entities"][0]["verdict"]["figures"]
    assert first["entities"][0]["verdict"]["at_stake_high"] == second["entities"][0]["verdict"]["at_stake_high"]


def test_giving_files_twice_changes_no_figure(practice, tmp_path, capsys):
    run("diagnose", practice, "--out", tmp_path / "once", "--quiet", capsys=capsys)
    run("diagnose", practice, practice, "--out", tmp_path / "twice", "--quiet", capsys=capsys)
    once, twice = (
        json.loads((tmp_path / out / "report.json").read_text())["report"]["entities"][0] for out in ("once", "twice")
    )
    assert once["verdict"] == twice["verdict"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "no such file"),
        ([".", "--show-names", "--deidentify"], "contradict"),
        ([".", "--as-of", "31.3.2026"], "is no date"),
        ([".", "--intake", "nowhere.toml"], "no such file"),
        ([".", "--payer-aliases", "nowhere.toml"], "no such file"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(arguments, words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = run("diagnose", *arguments, "--out", tmp_path / "r", capsys=capsys)
    assert code == 2
    assert words in err


def test_a_missing_out_is_wrong_usage(capsys):
    assert run("diagnose", ".", capsys=capsys)[0] == 2


def damaged(kind: str, claim: bytes, remit: bytes) -> dict[str, bytes]:
    """Inputs that are wrong in one way each; the rest of the folder is sound."""
    half = claim[: len(claim) // 2]
    noise = random.Random(1).randbytes(20_000)
    return {
        "empty-file": {"a.837": b"", "b.837": claim},
        "binary": {"a.bin": noise, "b.837": claim},
        "utf16": {"a.837": claim.decode().encode("utf-16"), "b.835": remit},
        "truncated": {"a.837": half, "b.835": remit},
        "no_remittances": {"a.837": claim},
        "no_claims": {"b.835": remit},
        "text_before": {"a.837": b"Subject: claims\r\n\r\n" + claim, "b.835": remit},
        "not_x12": {"notes.txt": b"hello\n"},
        "same_file_twice": {"a.837": claim, "c.837": claim, "b.835": remit},
        "negative_payment": {"a.837": claim, "b.835": remit.replace(b"BPR*I*", b"BPR*I*-")},
        "future_dates": {"a.837": claim.replace(b"*2025", b"*2099"), "b.835": remit},
        "bad_zip": {"a.zip": b"PK\x03\x04 not a zip", "b.837": claim},
    }[kind]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("empty-file", 1), ("binary", 1), ("utf16", 0), ("truncated", 1), ("no_remittances", 0), ("no_claims", 0), ("text_before", 0),
        ("not_x12", 1), ("same_file_twice", 0), ("negative_payment", 0), ("future_dates", 0), ("bad_zip", 1),
    ],
)  # fmt: skip
def test_whatever_it_is_given_a_report_comes_out_and_faults_are_said(
    kind, code, one_claim_file, one_remit_file, tmp_path, capsys
):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in damaged(kind, one_claim_file.read_bytes(), one_remit_file.read_bytes()).items():
        (folder / name).write_bytes(data)
    got, _, err = run("diagnose", folder, "--out", tmp_path / "r", capsys=capsys)
    assert got == code
    assert (tmp_path / "r" / "report.html").exists()
    if code == 1:
        assert "not read" in err


def test_an_empty_folder_is_said_not_reported(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    code, _, err = run("diagnose", tmp_path / "in", "--out", tmp_path / "r", capsys=capsys)
    assert code == 1
    assert "no file" in err
    assert not (tmp_path / "r" / "report.html").exists()


def everything_written(out: Path) -> str:
    """All text of a report in every form."""
    from openpyxl import load_workbook
    from pypdf import PdfReader

    parts = [(out / "report.html").read_text(), (out / "report.json").read_text()]
    parts += [page.extract_text() for page in PdfReader(out / "report.pdf").pages]
    for sheet in load_workbook(out / "report.xlsx").worksheets:
        parts += [" ".join(str(cell) for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]
    parts += [path.read_text() for path in sorted((out / "tables").glob("*.csv"))]
    parts += [str(pl.read_parquet(path).to_dicts()) for path in sorted((out / "tables").glob("*.parquet"))]
    return "\n".join(parts)


@pytest.fixture(scope="session")
def canary_folder(one_claim_file, one_remit_file, tmp_path_factory) -> Path:
    """A claim file whose patients all carry canary names, member ids and birth dates."""
    folder = tmp_path_factory.mktemp("canary")
    separator = b"*"
    for path, name in ((one_claim_file, "a.837"), (one_remit_file, "b.835")):
        segments = path.read_bytes().split(b"~")
        for position, segment in enumerate(segments):
            fields = segment.lstrip(b"\r\n").split(separator)
            if fields[0] == b"NM1" and fields[1] in (b"IL", b"QC"):
                fields[3:5] = [b"CANARYLAST", b"CANARYFIRST"]
                if len(fields) > 9:
                    fields[9] = b"CANARYMEMBER"
                segments[position] = separator.join(fields)
            if fields[0] == b"DMG":
                fields[2] = b"19330303"
                segments[position] = separator.join(fields)
        (folder / name).write_bytes(b"~".join(segments))
    return folder


def test_no_name_member_id_or_birth_date_is_written_or_printed(canary_folder, tmp_path, capsys):
    code, said, err = run("diagnose", canary_folder, "--out", tmp_path / "r", capsys=capsys)
    assert code == 0
    assert "CANARY" not in (said + err + everything_written(tmp_path / "r")).upper()
    for birth in ("1933-03-03", "19330303", "Mar 3, 1933"):
        assert birth not in everything_written(tmp_path / "r")


def test_names_are_shown_only_when_asked_for(practice, tmp_path, capsys):
    for option, out in (("--quiet", "masked"), ("--show-names", "shown")):
        run("diagnose", practice, "--out", tmp_path / out, option, capsys=capsys)
    masked, shown = (pl.read_csv(tmp_path / out / "tables" / "first_pass_failures.csv") for out in ("masked", "shown"))
    assert masked["patient_name"].null_count() == masked.height
    assert masked["member_id"].null_count() == masked.height
    assert shown["patient_name"].null_count() == 0


def test_deidentified_output_holds_no_control_number_and_no_day(practice, tmp_path, capsys):
    run("diagnose", practice, "--out", tmp_path / "plain", "--quiet", capsys=capsys)
    run("diagnose", practice, "--out", tmp_path / "de", "--deidentify", "--quiet", capsys=capsys)
    plain = pl.read_parquet(tmp_path / "plain" / "tables" / "first_pass_failures.parquet")
    bare = everything_written(tmp_path / "de")
    assert plain.height > 10
    for column in ("patient_control_number", "payer_control_number"):
        assert not any(value in bare for value in plain[column].drop_nulls().unique().to_list() if len(value) > 6)


def test_what_the_practice_states_is_answered(practice, tmp_path, capsys):
    intake = tmp_path / "intake.toml"
    intake.write_text(
        'practice = "Hand Dermatology"\n[stated]\ninitial_denial_rate_claims = 0.9\nnet_collection_rate = 0.97\n'
        '[[pains]]\nwords = "Charges are late"\nabout = "late_charges"\n'
    )
    code, _, _ = run(
        "diagnose",
        practice / "claims",
        practice / "remits",
        "--out",
        tmp_path / "r",
        "--intake",
        intake,
        "--quiet",
        capsys=capsys,
    )
    assert code == 0
    report = json.loads((tmp_path / "r" / "report.json").read_text())["report"]
    assert report["practice"] == "Hand Dermatology"
    (section,) = (section for section in report["entities"][0]["sections"] if section["key"] == "intake")
    verdicts = {answer["stated"].split(":")[0]: answer["verdict"] for answer in section["blocks"][0]["answers"]}
    assert verdicts["Claims refused at first"] == "contradicted"
    assert verdicts["Net collection rate"] == "unknown"
    assert set(verdicts) == {"Claims refused at first", "Net collection rate", "Charges are late"}


def test_a_faulty_intake_is_wrong_usage(practice, tmp_path, capsys):
    intake = tmp_path / "intake.toml"
    intake.write_text("[stated]\ndenial_rate = 0.9\n")
    code, _, err = run("diagnose", practice / "claims", "--out", tmp_path / "r", "--intake", intake, capsys=capsys)
    assert code == 2
    assert "did you mean" in err


def test_a_stated_day_leaves_later_files_out(practice, tmp_path, capsys):
    code, said, _ = run(
        "diagnose",
        practice / "claims",
        practice / "remits",
        "--out",
        tmp_path / "r",
        "--as-of",
        "2025-05-31",
        "--format",
        "json",
        capsys=capsys,
    )
    assert code == 0
    assert json.loads(said)["as_of"] == "2025-05-31"
