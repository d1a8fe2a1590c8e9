"""The stages recover what really happened: matching and classification scored against the truth of a sample.

The generator shares no code with them, so agreement here is evidence and a difference is a question to both.
"""

import json
from collections import Counter
from datetime import date
from typing import Any, NamedTuple

import polars as pl
import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.remit.match import match
from cleanskin.sim.options import SampleOptions
from cleanskin.sim.payers import PAYERS
from cleanskin.sim.sample import write_sample
from cleanskin.x12.bulk.read import read_paths

PAYER_IDS = {payer.key: payer.payer_id for payer in PAYERS}
CATEGORIES = {
    "prior_authorisation": "prior_authorization",
    "enrolment_credentialing": "enrollment_credentialing",
}
"""Root causes that the denial tables spell in another way."""


class Scored(NamedTuple):
    """A sample read, matched and classified, beside its truth."""

    answers: list[dict[str, Any]]
    """A row a remittance claim: the root found (`found`), the root told (`told`), whether its claim is in the files."""
    relations: Counter[tuple[str, str]]
    lines: list[dict[str, Any]]
    """A row a remittance line of a first decision: outcome and category found and told."""


def _told(folder):
    """Return claims by number, and answers by payer, day, CLP07, CLP02 and charge."""
    claims = [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]
    answers = {}
    for claim in claims:
        for a in claim["answers"]:
            answers[PAYER_IDS[a["payer"]], a["date"], a["number"], a["status"], a["billed"]] = (claim, a)
    return claims, answers


def _score(folder) -> Scored:
    source = read_paths([folder / "claims", folder / "remits"])
    matching = match(source)
    claims, answers = _told(folder)
    numbers = dict(source.frame("claims").select("claim_id", "clearinghouse_number").iter_rows())
    owner = {s["identifier"]: (claim, s) for claim in claims for s in claim["submissions"]}
    paid_on = source.frame("payments").select("transaction_id", "date_paid", "payer_id")
    rows = (
        source.frame("remit_claims")
        .join(paid_on, on="transaction_id")
        .join(matching.claim_matches, on="remit_claim_id")
    )
    scored, by_remit = [], {}
    for row in rows.iter_rows(named=True):
        claim, answer = answers[
            row["payer_id"], row["date_paid"].isoformat(), row["payer_control_number"], row["status_code"],
            row["amount_billed"],
        ]  # fmt: skip
        root = row["root_claim_id"]
        by_remit[row["remit_claim_id"]] = (claim, answer)
        scored.append(
            {
                "found": None if root is None else owner[numbers[root]][0]["number"],
                "told": claim["number"],
                "in_files": any(s.get("in_files", True) for s in claim["submissions"]),
                "repeated": row["duplicate_of_remit_claim_id"] is not None,
                "kind": answer["kind"],
            }
        )
    relations: Counter[tuple[str, str]] = Counter()
    for claim_id, relation in matching.claim_chains.select("claim_id", "relation").iter_rows():
        claim, submission = owner.get(numbers[claim_id], (None, None))
        # Where the original itself is lost, nobody can tell that a later submission is not the first.
        if claim is not None and claim["submissions"][0].get("in_files", True):
            relations[submission["kind"], relation] += 1
    return Scored(scored, relations, _lines(source, matching, by_remit))


def _lines(source, matching, by_remit) -> list[dict[str, Any]]:
    """Pair the outcome of each line of a primary decision with the truth of that line, by REF*6R."""
    found = outcomes(source, matching.claim_matches).line_outcomes
    rows = source.frame("remit_lines").select("remit_line_id", "line_control_number").join(found, on="remit_line_id")
    paired = []
    for row in rows.filter(pl.col("line_control_number").is_not_null()).iter_rows(named=True):
        claim, answer = by_remit[row["remit_claim_id"]]
        first = next(a for a in claim["answers"] if a["order"] == "primary" and a["kind"] != "duplicate")
        if answer["number"] != first["number"] or answer["kind"] != "decision":
            continue
        line = next(line for line in claim["lines"] if line["number"] == row["line_control_number"])
        told = line["first_outcome"]
        cause = line.get("first_cause")
        paired.append(
            {
                "found": row["outcome"],
                "told": told,
                "category": row["category"],
                "cause": CATEGORIES.get(cause, cause),
                "vague": claim.get("vague", False),
                "codes": line["first_codes"],
            }
        )
    return paired


@pytest.fixture(scope="module", params=["per_claim", "per_account"])
def scored(request, tmp_path_factory) -> Scored:
    folder = tmp_path_factory.mktemp(request.param)
    options = SampleOptions(control_numbers=request.param, bundle="month", acknowledgements=False)
    write_sample(folder, seed=17, claims=1300, months=6, start=date(2025, 1, 1), options=options)
    return _score(folder)


def test_no_remittance_is_given_to_another_patients_claim(scored):
    wrong = [row for row in scored.answers if row["found"] is not None and row["found"] != row["told"]]
    assert wrong == []


def test_remittances_whose_claim_is_there_find_it(scored):
    there = [row for row in scored.answers if row["in_files"] and not row["repeated"]]
    assert len(there) > 1000
    assert sum(row["found"] == row["told"] for row in there) / len(there) >= 0.995


def test_remittances_whose_claim_is_missing_are_orphans(scored):
    missing = [row for row in scored.answers if not row["in_files"] and not row["repeated"]]
    assert missing
    assert all(row["found"] is None for row in missing)


def test_submissions_are_told_apart(scored):
    for kind in ("original", "replacement", "secondary", "void"):
        counts = {relation: n for (told, relation), n in scored.relations.items() if told == kind}
        if counts:
            assert counts.get(kind, 0) / sum(counts.values()) >= 0.98, (kind, counts)
    again = {pair: n for pair, n in scored.relations.items() if pair[0] in ("resubmission", "duplicate")}
    joined = sum(n for (_, relation), n in again.items() if relation in ("resubmission", "duplicate"))
    assert joined / sum(again.values()) >= 0.95


def test_lines_have_the_outcome_they_were_given(scored):
    assert len(scored.lines) > 700
    wrong = Counter(
        (row["told"], row["found"], str(row["codes"][0][:2]))
        for row in scored.lines
        if row["told"] in ("paid", "patient_share", "denied", "unprocessable", "duplicate")
        and row["found"] != row["told"]
    )
    assert wrong.total() / len(scored.lines) <= 0.01, wrong


def test_refused_lines_have_their_cause_where_the_codes_tell_it(scored):
    plain = [row for row in scored.lines if row["told"] == "denied" and not row["vague"]]
    assert len(plain) > 50
    wrong = Counter(
        (row["cause"], row["category"], str(row["codes"])) for row in plain if row["category"] != row["cause"]
    )
    assert wrong.total() / len(plain) <= 0.1, wrong
