"""The importers of pair edits, unit limits, add-on codes, HCPCS and code lists on the official rows, through the store."""

import csv
import lzma
import os
import random
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cleanskin.reference.loading import LoadReport, load
from cleanskin.reference.look_up import Reference

from . import reshaped_copies

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CMS = SHARED / "data/cms"
NOW = datetime(2024, 8, 1, tzinfo=UTC)
IN_2024Q3 = date(2024, 8, 1)

pytestmark = pytest.mark.truth


def loaded(tmp_path, name, data):
    """Load bytes under an official file name; return the report and the store's folder."""
    (tmp_path / "in").mkdir(exist_ok=True)
    file = tmp_path / "in" / name
    file.write_bytes(data)
    report = load([file], tmp_path / "store", now=NOW)
    assert isinstance(report, LoadReport)
    assert [one.result for one in report.outcomes] == ["new"], report
    return report.outcomes[0], Reference(tmp_path / "store")


@pytest.mark.parametrize(
    ("name", "kind", "release", "rows"),
    [
        ("ccipra-v322r0-f1.head.txt", "ncci-ptp-practitioner", "v322r0", 9),
        ("MCR_MUE_PractitionerServices_Eff_07-01-2026.head.csv", "ncci-mue-practitioner", "2026Q3", 4),
        ("HCPC2026_OCT_ANWEB.head.csv", "hcpcs-level-2", "2026Q4", 4),
    ],
)
def test_heads_of_the_originals(tmp_path, name, kind, release, rows):
    report = load([CMS / "formats/fixtures" / name], tmp_path / "store", now=NOW)
    (outcome,) = report.outcomes
    assert (outcome.result, outcome.kind, outcome.release) == ("new", kind, release)
    assert (outcome.rows_read, outcome.rows_kept, outcome.problems) == (rows, rows, {})


def test_all_pair_edits(tmp_path):
    copy = CMS / "ncci/ptp_practitioner_2024Q3_v302r0_all.csv.xz"
    outcome, reference = loaded(tmp_path, "ccipra-v302r0-all.txt", reshaped_copies.pair_edits(copy))
    assert (outcome.kind, outcome.release, outcome.problems) == ("ncci-ptp-practitioner", "v302r0", {})
    assert (outcome.rows_read, outcome.rows_kept) == (2_546_017, 2_546_017)
    active: dict[tuple[str, str], tuple[int, str]] = {}
    ended: set[tuple[str, str]] = set()
    with lzma.open(copy, "rt", newline="") as file:
        for row in csv.DictReader(file):
            pair = (row["column1"], row["column2"])
            if row["deletion_date"]:
                ended.add(pair)
            else:
                active[pair] = (int(row["modifier_indicator"]), row["rationale"])
    assert len(active) == 1_669_820
    chance = random.Random(20240801)
    for pair in chance.sample(sorted(active), 5_000):
        answer = reference.pair(*pair, IN_2024Q3)
        assert answer is not None
        assert (answer.value.modifier_indicator, answer.value.rationale) == active[pair]
        assert answer.provenance.release == "v302r0"
    for pair in chance.sample(sorted(ended - active.keys()), 5_000):
        assert reference.pair(*pair, IN_2024Q3) is None
    held = {
        (edit.value.column1, edit.value.column2)
        for code in ("11102", "17000", "17110", "17311", "99213", "J1885")
        for edit in reference.pairs_of(code, IN_2024Q3)
    }
    wanted = {"11102", "17000", "17110", "17311", "99213", "J1885"}
    assert held == {pair for pair in active if wanted & set(pair)}


def test_deleted_edits_end_with_a_quarter_unless_withdrawn():
    """Why a deletion day is read as the last day of an edit."""
    with lzma.open(CMS / "ncci/ptp_practitioner_2024Q3_v302r0_all.csv.xz", "rt", newline="") as file:
        ends = Counter(
            (row["deletion_date"][4:], row["modifier_indicator"] == "9")
            for row in csv.DictReader(file)
            if row["deletion_date"]
        )
    held = {day: count for (day, withdrawn), count in ends.items() if not withdrawn}
    assert set(held) == {"0331", "0630", "0930", "1231"}
    assert sum(held.values()) == 777_344
    assert {day for (day, withdrawn) in ends if withdrawn} >= {"0101", "0401", "0701", "1001"}


def test_all_unit_limits(tmp_path):
    copy = CMS / "ncci/mue_practitioner_2024Q3.csv"
    name = "MCR_MUE_PractitionerServices_Eff_07-01-2024.csv"
    outcome, reference = loaded(tmp_path, name, reshaped_copies.unit_limits(copy))
    rows = reshaped_copies.rows_of(copy)
    assert (outcome.release, outcome.rows_read, outcome.problems) == ("2024Q3", 14_677, {})
    assert outcome.rows_kept == len({row["hcpcs_code"] for row in rows}) == 14_677
    for row in rows:
        limit = reference.unit_limit(row["hcpcs_code"], IN_2024Q3).value
        expected = (int(row["mue_units"]), int(row["mue_mai"]), row["mue_rationale"])
        assert (limit.units, limit.adjudication, limit.rationale) == expected
    assert any(row["mue_units"] == "0" for row in rows)


def test_all_add_on_codes(tmp_path):
    copy = CMS / "ncci/aoc_2024Q3.csv"
    outcome, reference = loaded(tmp_path, "AOC_V2024Q3-MCR.txt", reshaped_copies.add_on_codes(copy))
    rows = reshaped_copies.rows_of(copy)
    assert (outcome.release, outcome.rows_read) == ("2024Q3", 7_465)
    assert set(outcome.problems) == {"date-form-assumed"}
    for code in {row["add_on_code"] for row in rows}:
        edit = reference.add_on(code, IN_2024Q3).value
        listed = {row["primary_code"] for row in rows if row["add_on_code"] == code} - {"CCCCC"}
        types = {row["aoc_edit_type"] for row in rows if row["add_on_code"] == code}
        assert types == {str(edit.type)}
        assert {primary.code for primary in edit.primaries} == listed


def test_all_hcpcs_codes_of_2024(tmp_path):
    copy = CMS / "hcpcs/hcpcs_level2_2024.csv"
    outcome, reference = loaded(tmp_path, "HCPC2024_JUL_ANWEB.csv", reshaped_copies.hcpcs_codes(copy))
    rows = reshaped_copies.rows_of(copy)
    assert outcome.rows_read == len(rows) == 8_033
    assert outcome.problems == {}
    facts = dict(reference.rows("hcpcs-level-2", "hcpcs", IN_2024Q3))
    current = {row["hcpcs_code"]: row for row in rows if not row["date_term"] or row["date_term"] >= "2024-08-01"}
    assert facts.keys() == current.keys()
    for code, fact in facts.items():
        row = current[code]
        assert (fact.coverage, fact.betos, fact.action) == (row["cov"], row["betos"], row["action"])
        assert (fact.added_on.isoformat() if fact.added_on else "") == row["date_added"]


def test_adjustment_codes_and_places(tmp_path):
    report = load([CMS / "carc_rarc_numbers_2024-06.csv", CMS / "codesets/pos_codes.csv"], tmp_path, now=NOW)
    kept = {one.kind: (one.result, one.release, one.rows_read, one.rows_kept) for one in report.outcomes}
    assert kept == {
        "claim-adjustment-codes": ("new", "2024-06", 1_581, 1_581),
        "place-of-service": ("new", "undated", 99, 52),
    }
    reference = Reference(tmp_path)
    rows = reshaped_copies.rows_of(CMS / "carc_rarc_numbers_2024-06.csv")
    assert Counter(row["list"] for row in rows) == {"CARC": 405, "RARC": 1_171, "Group": 5}
    for row in rows:
        name = row["list"].lower()
        held = reference.adjustment_code(name, row["code"], IN_2024Q3)
        assert (held is not None) == (not row["end_date"] or row["end_date"] >= "2024-08-01"), row
    for row in reshaped_copies.rows_of(CMS / "codesets/pos_codes.csv"):
        place = reference.place_of_service(row["pos_code"], IN_2024Q3)
        settings = {"Facility": "facility", "Non-Facility": "nonfacility"}
        assert (place and place.value.setting) == settings.get(row["pos_type"]), row
