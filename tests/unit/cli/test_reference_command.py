"""`cleanskin reference`: answers with and without loaded files, refusals, exit codes."""

import json
import zipfile
from pathlib import Path

import pytest

from cleanskin.cli import main

MUE = (
    '"A notice of the publisher\nover several lines.",,,\n'
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'
    "11102,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction\n"
    "17110,3,3 Date of Service Edit: Clinical,Nature of Service/Procedure\n"
)


@pytest.fixture
def ask(tmp_path, capsys):
    """Run a part with a store of its own; return the exit code, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["reference", *map(str, arguments), "--home", str(tmp_path / "home")])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def unit_limits(tmp_path) -> Path:
    path = tmp_path / "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv"
    path.write_text(MUE, encoding="utf-8")
    return path


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_show_tells_a_code_from_the_pack_with_sources(ask):
    code, out, _ = ask("show", "11102", "--on", "2026-03-01")
    text = squeezed(out)
    assert code == 0
    assert "000: the day itself" in text
    assert "at most 1; checked by day, absolute" in text
    # 2.86 RVU x 33.4009 = 95.53, 0.90 x 33.4009 = 30.06
    assert "office $95.53; facility $30.06" in text
    assert "its add-on codes 11103" in text
    assert "Sources [1]" in text
    assert "2026-03-01" in out.splitlines()[0]


def test_show_answers_for_the_day(ask):
    assert ask("show", "99441", "--on", "2024-12-31")[0] == 0
    code, out, err = ask("show", "99441", "--on", "2025-01-01")
    assert (code, out) == (1, "")
    assert "not valid on 2025-01-01" in err
    assert "98012" in err


def test_show_as_json_has_the_facts_and_their_sources(ask):
    code, out, _ = ask("show", "17311", "--on", "2026-03-01", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["on"] == "2026-03-01"
    assert data["facts"]["procedure"]["value"]["family"] == "mohs"
    assert data["facts"]["fees"][0]["value"]["work_rvu"] == "6.05"
    assert data["facts"]["fees"][0]["provenance"]["source"]["title"]
    assert data["facts"]["price_nonfacility"]["amount_allowed"] == 66702


def test_show_takes_a_code_in_lower_case_and_says_what_has_no_shape(ask):
    assert ask("show", "j3301", "--on", "2026-03-01")[0] == 0
    code, _, err = ask("show", "1110.2")
    assert code == 1
    assert "not the shape" in err


@pytest.mark.parametrize("codes", [("11102", "17000"), ("17000", "11102")])
def test_a_pair_is_told_in_its_direction_whatever_the_order(ask, codes):
    code, out, _ = ask("pair", *codes, "--on", "2026-03-01")
    text = squeezed(out)
    assert code == 0
    assert "17000 is denied beside 11102" in text
    assert "59 or XS" in text
    assert "The quarterly file of pair edits" in text or "quarterly file" in text


def test_a_visit_is_separated_by_25(ask):
    text = squeezed(ask("pair", "99213", "17000", "--on", "2026-03-01")[1])
    assert "99213 is denied beside 17000" in text
    assert "25 on 99213" in text
    assert "59" not in text


def test_a_pair_of_nonsense_is_wrong_usage(ask):
    code, _, err = ask("pair", "11102", "abc")
    assert code == 2
    assert "ABC" in err


def test_price_shows_its_arithmetic(ask):
    code, out, _ = ask("price", "17311", "--on", "2026-03-01")
    text = squeezed(out)
    assert code == 0
    assert "allowed $667.02" in text
    assert "19.97 RVU" in text
    assert "33.4009" in text


def test_prices_of_one_day_reduce_each_other(ask):
    code, out, _ = ask("price", "17311", "11102-59", "--on", "2026-03-01", "--format", "json")
    prices = json.loads(out)["prices"]
    assert code == 0
    # 95.53 at half
    assert [one["amount_allowed"] for one in prices] == [66702, 4777]


@pytest.mark.parametrize(
    "arguments",
    [
        ("price", "17311", "--zip", "6060"),
        ("price", "17311*many"),
        ("price", "17311-5"),
        ("price", "Mohs"),
    ],
)
def test_wrong_usage_of_price_is_said(ask, arguments):
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("cleanskin: ")


def test_a_day_that_is_none_is_wrong_usage(ask):
    with pytest.raises(SystemExit) as stopped:
        ask("show", "11102", "--on", "1.3.2026")
    assert stopped.value.code == 2


def test_a_locality_without_its_file_has_no_price(ask):
    code, out, _ = ask("price", "17311", "--zip", "60601", "--on", "2026-03-01")
    assert code == 1
    assert "allowed" not in out.split("How it was")[0]
    assert "no price" in out


def test_what_is_loaded_answers_and_is_named(ask, unit_limits):
    code, out, _ = ask("load", unit_limits, "--on", "2026-08-01")
    assert code == 0
    assert "2 rows read, 2 kept" in out
    shown = squeezed(ask("show", "17110", "--on", "2026-08-01")[1])
    assert "at most 3; checked by day, a clinical benchmark" in shown
    assert unit_limits.name in shown
    before = squeezed(ask("show", "17110", "--on", "2026-06-30")[1])
    assert "at most 1; checked by day, absolute" in before
    listed = ask("list", "--on", "2026-08-01")[1]
    assert "ncci-mue-practitioner" in listed
    assert "in force" in listed


def test_loading_the_same_file_again_changes_nothing(ask, unit_limits, tmp_path):
    ask("load", unit_limits, "--on", "2026-08-01")
    before = {path: path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()}
    code, out, _ = ask("load", unit_limits, "--on", "2026-08-01")
    assert code == 0
    assert out.startswith("unchanged")
    assert {path: path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()} == before


def test_a_web_page_is_refused_with_the_place_to_get_the_file(ask, tmp_path):
    page = tmp_path / "ccipra-v322r0-f1.zip"
    page.write_text("<!DOCTYPE html><html><body>Accept the licence</body></html>")
    code, out, _ = ask("load", page)
    text = squeezed(out)
    assert code == 1
    assert text.startswith("refused")
    assert "web page" in text
    assert "Procedure to Procedure" in text
    assert ask("list", "--format", "json")[1].count('"provenance"') == 0


def test_last_quarters_file_is_refused_unless_it_is_for_past_days(ask, unit_limits):
    code, out, _ = ask("load", unit_limits, "--on", "2026-10-01")
    text = squeezed(out)
    assert code == 1
    assert text.startswith("refused")
    assert "2026Q3, issued for the days 2026-07-01 to 2026-09-30" in text
    assert "expected a release in force on 2026-10-01" in text
    assert "--for-past-days" in text
    assert ask("list", "--format", "json")[1].count('"provenance"') == 0
    code, out, _ = ask("load", unit_limits, "--on", "2026-10-01", "--for-past-days")
    assert code == 0
    assert "2 rows read, 2 kept" in out


def test_every_source_says_where_to_get_it(ask):
    _, out, _ = ask("list", "--sources", "--format", "json")
    sources = json.loads(out)
    assert {one["kind"] for one in sources} >= {"ncci-ptp-practitioner", "pfs-rvu", "icd10cm", "coverage-articles"}
    assert all(one["where_to_get"] and one["answers"] and one["publisher"] for one in sources)


def test_a_layout_page_beside_a_file_is_not_refused(ask, unit_limits, tmp_path):
    archive = tmp_path / "unit_limits.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(unit_limits, unit_limits.name)
        packed.writestr("record_layout.pdf", b"%PDF-1.4 nothing to load")
    code, out, _ = ask("load", archive, "--on", "2026-08-01")
    assert code == 0
    assert "not needed" in out
    assert "refused" not in out


def test_two_releases_are_compared(ask, unit_limits, tmp_path):
    ask("load", unit_limits, "--on", "2026-08-01")
    later = tmp_path / "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
    later.write_text(MUE.replace("17110,3,3 Date", "17110,1,2 Date") + "J9999,4,3 Date of Service Edit: Clinical,x\n")
    ask("load", later, "--on", "2026-08-01")
    code, out, _ = ask("diff", "2026Q3", "2026Q4")
    assert code == 0
    assert "1 added, 0 removed, 1 changed" in out
    assert "~ 17110  units 3 -> 1" in out
    assert "+ J9999" in out
    only = ask("diff", "2026Q3", "2026Q4", "--dermatology")[1]
    assert "17110" in only
    assert "J9999" not in only
    assert ask("diff", "2026Q3", "2031Q1")[0] == 1
