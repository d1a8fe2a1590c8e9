"""Facts of a generated practice against what its generator says really happened.

The generator shares no code with reading, matching, classification or facts.  Claims are told apart by the
clearinghouse's number (REF*D9), which matching does not use.
"""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.facts import build_facts
from cleanskin.remit.match import match
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.read import read_paths

_SETTLED = ("paid", "patient_share")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(truth, fact) of every claim whose files and answers are all there."""
    folder = Path(tmp_path_factory.mktemp("practice"))
    write_world(
        folder,
        of_size(
            damaged=False,
            seed=21,
            claims=1200,
            months=10,
            providers=4,
            start=date(2025, 1, 1),
            bundle="one",
            notes=False,
        ),
    )
    source = read_paths([folder / "claims", folder / "remits", folder / "acks"])
    matching = match(source)
    facts = build_facts(source, matching, outcomes(source, matching.claim_matches))
    numbers = dict(source.frame("claims", ["clearinghouse_number", "claim_id"]).iter_rows())
    by_root = {row["root_claim_id"]: row for row in facts.claim_facts.to_dicts()}
    truths = [msgspec.json.decode(line) for line in (folder / "truth.jsonl").read_bytes().splitlines()]
    found = []
    for truth in truths:
        submissions, answers = truth["submissions"], truth.get("answers", [])
        if not all(one.get("in_files", True) for one in (*submissions, *answers)):
            continue
        fact = by_root.get(numbers.get(submissions[0]["identifier"]))
        assert fact is not None, "an original claim in the files has no facts"
        found.append((truth, fact))
    assert len(found) > 1000
    return found


def test_populations_are_those_of_the_practice(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    assert {
        (truth["population"], fact["population"]) for truth, fact in pairs if truth["population"] != fact["population"]
    } == set()


def test_money_equals_to_the_cent(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Every claim whose files are all there, but for one in a thousand."""
    wrong = [
        truth["number"] for truth, fact in pairs
        if (truth.get("amount_paid", 0), truth.get("amount_patient", 0)) != (fact["amount_paid_primary"], fact["amount_patient"])
    ]  # fmt: skip
    assert len(wrong) * 1_000 <= len(pairs), wrong


def test_first_outcomes_agree(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Paid, patient share and denied answers; what codes leave open (duplicates, records asked for) is not compared.

    Nor are lines paid at a lower level or for fewer units: paid to the payer, refused in part to the practice.
    """
    plain = {"paid", "patient_share", "denied", "partly_denied"}
    compared = [
        (truth["first_outcome"], fact["first_outcome"]) for truth, fact in pairs
        if truth.get("first_outcome") in plain and truth.get("cause") not in ("duplicate", "documentation_request")
        and fact["population"] == "insurance"
        and not any(line.get("first_cause") and line["first_outcome"] in _SETTLED for line in truth["lines"])
    ]  # fmt: skip
    assert len(compared) > 800
    assert sum(one != other for one, other in compared) * 100 <= len(compared)


def test_lost_claims_are_open_or_not_observed(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    states = {fact["state"] for truth, fact in pairs if truth.get("state") in ("lost", "open", "rejected")}
    assert states
    assert states <= {"open", "not_observed"}
