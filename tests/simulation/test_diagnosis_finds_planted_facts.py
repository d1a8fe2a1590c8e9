"""A simulated practice has facts planted in it (truth_summary.json, stories).  A diagnosis that misses them is worth little."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleanskin.cli.diagnosis.perform import Request, diagnosis_of
from cleanskin.cli.diagnosis.progress import Progress
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.sim.people import build_practice


@pytest.fixture(scope="module")
def practice(tmp_path_factory) -> SimpleNamespace:
    folder = tmp_path_factory.mktemp("practice")
    unreadable = ("truncated_file", "wrong_control_number", "wrong_segment_count")
    summary = write_world(
        folder,
        of_size(
            seed=2026, claims=8000, start=date(2025, 1, 1), notes=False, inquiries=False,
            faults=dict.fromkeys(unreadable, 0) | {"lost_claim_file": 80},
        ),
    )  # fmt: skip
    paths = tuple(folder / name for name in ("claims", "remits", "acks"))
    diagnosis, unread = diagnosis_of(
        Request(paths=paths, out=folder / "report"),
        spill=Path(tmp_path_factory.mktemp("spill")),
        progress=Progress(quiet=True),
    )
    assert not unread
    (entity,) = diagnosis.report.entities
    sections = {section.key: section for section in entity.sections}
    return SimpleNamespace(summary=summary, entity=entity, sections=sections, report=diagnosis.report)


def recommendations(practice) -> list[str]:
    blocks = practice.sections["recommendations"].blocks
    return [
        f"{block.title} | {block.what} | {block.why}" for block in blocks if type(block).__name__ == "Recommendation"
    ]


def rows(practice, section: str, table: str) -> list[tuple]:
    found = [
        block
        for block in practice.sections[section].blocks
        if type(block).__name__ == "Table" and block.title.startswith(table)
    ]
    assert len(found) == 1, [getattr(block, "title", "") for block in practice.sections[section].blocks]
    return list(found[0].rows)


def test_refused_visits_with_modifier_25_at_one_payer(practice):
    codes = rows(practice, "fingerprint", "What stands out by code")
    assert any(row[0].startswith("Tanager") and row[1] == "99213" and row[2] == "CO-97" for row in codes)
    work = rows(practice, "fingerprint", "What stands out by kind of work")
    assert work[0][0].startswith("Tanager")
    assert work[0][1:3] == ("evaluation", "Bundling")


def test_missing_authorizations_at_one_payer(practice):
    (one,) = (text for text in recommendations(practice) if text.startswith("Get the authorization"))
    assert "most at Quill" in one


def test_a_payer_where_claims_are_filed_late(practice):
    found = rows(practice, "fingerprint", "What stands out by kind of work")
    assert any(row[0].startswith("Bramble") and row[2] == "Timely filing" for row in found)


def test_a_new_provider_not_enrolled_at_one_payer(practice):
    found = rows(practice, "fingerprint", "What stands out by kind of work")
    assert any(row[0].startswith("Tanager") and row[2].startswith("Enrollment") for row in found)


def test_the_payer_whose_denials_nobody_works_is_least_worked(practice):
    least = rows(practice, "partner", "Follow-up by payer")[0]
    assert least[0].startswith("Goldfinch")
    assert least[2] < 0.15


def test_surgery_of_one_location_leaves_late(practice):
    (one,) = (text for text in recommendations(practice) if text.startswith("Send surgery charges"))
    story = next(story for story in practice.summary.stories if story.name == "late_charges_after_surgery")
    assert build_practice(practice.summary.configuration).location(story.location).npi in one


def test_the_payer_without_remittances_is_named_and_priced_nowhere(practice):
    (one,) = (
        block
        for block in practice.sections["recommendations"].blocks
        if "missing remittances" in getattr(block, "title", "")
    )
    assert "Paperbark" in one.why
    assert one.amount_high is None


def test_claims_of_lost_files_show_as_orphan_remittances(practice):
    files = practice.report.back[0]
    assert any("without a claim" in getattr(block, "title", "") for block in files.blocks)


def test_what_is_set_apart_is_said(practice):
    said = " ".join(block.text for block in practice.report.front if type(block).__name__ == "Callout")
    for words in ("test interchanges", "encounter reports", "capitated", "workers' compensation"):
        assert words in said


def test_the_first_pass_rate_is_that_of_the_truth(practice):
    """Own truth: claims whose first answer refused a line, among insurance claims answered; the report may differ by the young."""
    truth = practice.summary.tables["first_outcomes"]
    answered = sum(truth.get(kind, 0) for kind in ("paid", "patient_share", "denied", "partly_denied", "unprocessable"))
    settled = (truth.get("paid", 0) + truth.get("patient_share", 0)) / answered
    figure = next(figure for figure in practice.entity.verdict.figures if figure.key == "first_pass_resolution_rate")
    assert figure.value == pytest.approx(settled, abs=0.01)
