"""The project's tables against the handbook's map, row by row, and classification against every stranger's 835."""

import csv
import os
from pathlib import Path

import pytest

from cleanskin.denial.codebook import book
from cleanskin.denial.outcomes import outcomes

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
SPELLING = {"prior_authorisation": "prior_authorization", "enrolment_credentialing": "enrollment_credentialing"}
YES = {"ctx": "depends"}

pytestmark = pytest.mark.truth


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "handbook/data" / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_reason_of_the_map_is_restated():
    listed = rows("carc_map.tsv")
    assert len(listed) == 249
    for row in listed:
        ours = book().reason(row["carc"])
        assert ours is not None, row["carc"]
        assert ours.category == SPELLING.get(row["category"], row["category"])
        assert ours.status == row["status"]
        assert ours.action == row["action_code"].lower()
        assert ours.recoverable == YES.get(row["recoverable"], row["recoverable"])
        assert list(ours.refining_remarks) == [code for code in row["refining_rarcs"].split(",") if code]
        refuses = {"yes": ("denial", "duplicate"), "partial": ("reduction",), "pend": ("pend",)}
        quiet = ("contractual", "patient_share", "other_payer", "informational")
        assert ours.outcome in refuses.get(row["is_denial"], quiet), row["carc"]


def test_every_override_of_the_map_is_restated():
    listed = rows("carc_rarc_overrides.tsv")
    assert len(listed) == 71
    ours = {(row.carc, row.group_code, row.rarc): row for row in book().overrides}
    assert len(ours) == 71
    for row in listed:
        override = ours[(row["carc"], row["group"], row["rarc"])]
        assert override.category == SPELLING.get(row["category_override"], row["category_override"])
        assert override.action == row["action_override"].lower()
        assert override.appeal == YES.get(row["appeal_allowed"], row["appeal_allowed"])


def test_dates_are_those_of_the_list_of_code_numbers():
    with (SHARED / "data/cms/carc_rarc_numbers_2024-06.csv").open(newline="") as file:
        dates = {(row["list"], row["code"]): (row["start_date"], row["end_date"]) for row in csv.DictReader(file)}
    for reasons in book().reasons.values():
        for row in reasons:
            ours = tuple(day.isoformat() if day else "" for day in (row.effective_from, row.effective_to))
            assert ours == dates[("CARC", row.carc)], row.carc
    for remark in book().remarks.values():
        ours = tuple(day.isoformat() if day else "" for day in (remark.effective_from, remark.effective_to))
        assert ours == dates[("RARC", remark.rarc)], remark.rarc


def test_every_strangers_835_gets_an_outcome_for_every_line_and_claim():
    from cleanskin.x12.bulk.read import read_paths

    read = read_paths([SHARED / "data/x12/835"])
    denials = outcomes(read)
    claims = read.frame("remit_claims")
    lines = read.frame("remit_lines")
    assert claims.height > 90
    assert denials.claim_outcomes["remit_claim_id"].to_list() == claims["remit_claim_id"].to_list()
    assert denials.line_outcomes["remit_line_id"].to_list() == lines["remit_line_id"].to_list()
    assert denials.claim_outcomes["outcome"].null_count() == 0
    assert denials.line_outcomes["outcome"].null_count() == 0
    reversals = claims.filter(claims["status_code"] == "22")["remit_claim_id"]
    reversed_ = denials.claim_outcomes.filter(denials.claim_outcomes["outcome"] == "reversed")["remit_claim_id"]
    assert reversed_.to_list() == reversals.to_list()
