"""A sample of claims asked of the rules: the frames tell them as the files do, and the chapter adds up."""

import json
from datetime import date

import polars as pl
import pytest

from cleanskin.claim.scrub import read_claims
from cleanskin.cli import main
from cleanskin.cli.diagnosis.perform import NEEDED_FRAMES
from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.facts import build_facts
from cleanskin.insight.foresight import claims_of_frames, foresee, rules_of_services
from cleanskin.insight.same_claims import ClaimKey, Places
from cleanskin.reference.look_up import Reference
from cleanskin.remit.match import match
from cleanskin.rules.engine import Engine
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.read import read_paths


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice")
    write_world(folder, of_size(damaged=False, seed=3, claims=900, months=8, providers=3, start=date(2025, 1, 1)))
    return folder


@pytest.fixture(scope="module")
def source(practice):
    return read_paths([practice / "claims", practice / "remits"], frames=NEEDED_FRAMES)


@pytest.fixture(scope="module")
def facts(source):
    matching = match(source)
    return build_facts(source, matching, outcomes(source, matching.claim_matches), insurance_only=True)


@pytest.fixture(scope="module")
def engine():
    return Engine(Reference(None), rules=rules_of_services())


def test_claims_of_frames_get_the_findings_of_claims_of_files(practice, source, engine):
    rows, from_files = Places(source), {}
    digests = dict(source.frame("files", ["path", "sha256"]).iter_rows())
    for path in sorted((practice / "claims").rglob("*.x12")):
        claims = [one.claim for one in read_claims(path.read_bytes(), file=path.name).claims]
        keys = [ClaimKey(one.patient_control_number, one.amount_billed) for one in claims]
        for row, claim in zip(rows.rows(digests[str(path)], keys), claims):
            if row is not None:
                from_files[row] = claim
    ids = pl.Series(sorted(from_files), dtype=pl.Int64)
    lines = source.frame("service_lines")
    compared = spoke = 0
    for row, claim in claims_of_frames(source, ids, lines):
        mine, theirs = (
            {(f.rule, f.lines, f.message) for f in engine.scrub(one).findings} for one in (claim, from_files[row])
        )
        assert mine == theirs
        compared, spoke = compared + 1, spoke + bool(mine)
    assert compared == len(from_files) > 800
    assert spoke > 20


def test_samples_are_drawn_from_all_and_from_failures_the_same_again(source, facts, engine):
    one, again = (foresee(source, facts, engine, sample_max=50) for _ in range(2))
    assert one.of_all.equals(again.of_all)
    assert one.said.equals(again.said)
    assert one.of_all.len() == one.of_failures.len() == 50
    failed = facts.claim_facts.filter(pl.col("first_has_denied_line"))["root_claim_id"]
    assert set(one.of_failures) <= set(failed)
    assert not set(one.of_all) <= set(failed)
    other = foresee(source, facts, engine, sample_max=50, seed=21)
    assert not other.of_all.equals(one.of_all)
    assert set(one.said["claim_id"]) <= set(one.of_all) | set(one.of_failures)


def test_no_rule_is_asked_that_frames_cannot_answer():
    rules = rules_of_services()
    assert len(rules) > 100
    assert not any(rule.claim_wide or rule.needs for rule in rules)


def test_the_chapter_adds_up(practice, tmp_path, capsys):
    code = main(["diagnose", str(practice / "claims"), str(practice / "remits"), "--out", str(tmp_path), "--quiet"])
    capsys.readouterr()
    assert code == 0
    (section,) = _sections(json.loads((tmp_path / "report.json").read_text()), "before_sending")
    lead = section["blocks"][0]["text"]
    assert "would have stopped" in lead
    kinds, residual = (block for block in section["blocks"] if "rows" in block)
    assert [row[0] for row in kinds["rows"]] == [
        "A payer would refuse it", "Paid too little", "Paid, and may be taken back", "Done, and not billed",
    ]  # fmt: skip
    for _, _, share, low, high, _, _ in kinds["rows"]:
        assert low <= share <= high
    for column in (2, 3, 4):
        assert sum(row[column] for row in residual["rows"]) == residual["total"][column]


@pytest.mark.parametrize(("given", "chapters"), [("claims", 1), ("remits", 0)])
def test_one_side_alone_is_borne(practice, given, chapters, tmp_path, capsys):
    code = main(["diagnose", str(practice / given), "--out", str(tmp_path), "--quiet"])
    capsys.readouterr()
    assert code == 0
    found = list(_sections(json.loads((tmp_path / "report.json").read_text()), "before_sending"))
    assert len(found) == chapters
    for section in found:  # nothing was answered, so that there is no residual to explain
        assert len([block for block in section["blocks"] if "rows" in block]) == 1


def _sections(node, key):
    if isinstance(node, dict):
        if node.get("key") == key and "blocks" in node:
            yield node
        for value in node.values():
            yield from _sections(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _sections(value, key)
