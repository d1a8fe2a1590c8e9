"""A diagnosis of the world's files recovers why lines were refused: `denial` scored against the payers' own rules.

The payers share no code with matching or classification, so agreement here is evidence.  A line is one that its first
answer refused, known by its line control number.  "Plain" lines are those whose codes tell the reason; of the others a
payer says 16, 96 or A1 without more, or another reason.  A refusal without any reason of its own ("other") is answered
rightly by "undetermined".
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.remit.match import match
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.read import read_paths

SEEDS = (17, 18)
CLAIMS = 4_500
CATEGORIES = {"prior_authorisation": "prior_authorization", "enrolment_credentialing": "enrollment_credentialing"}
"""Causes that the denial tables spell in another way."""


class Line(NamedTuple):
    """One refused line: the payer's cause and whether its codes tell it; what was found and on what basis."""

    cause: str
    plain: bool
    found: str | None
    basis: str | None
    codes: str

    @property
    def is_right(self) -> bool:
        return self.found == self.cause or (self.cause == "other" and self.is_open)

    @property
    def is_open(self) -> bool:
        return self.found in (None, "undetermined")


def told_lines(folder: Path) -> dict[str, tuple[dict[str, Any], str]]:
    """Truth of the lines by their number, with the payer's number of the claim's first answer."""
    found = {}
    for claim in map(json.loads, (folder / "truth.jsonl").read_text().splitlines()):
        firsts = [a for a in claim["answers"] if a["order"] == "primary" and a["kind"] != "duplicate"]
        if firsts:
            found |= {line["number"]: (line, firsts[0]["number"]) for line in claim["lines"] if line["number"]}
    return found


def scored(folder: Path) -> list[Line]:
    """Read a world's files as a practice would, and put what was found beside what is true."""
    source = read_paths([folder / "claims", folder / "remits", folder / "acks"])
    matching = match(source)
    found = outcomes(source, matching.claim_matches).line_outcomes
    claims = source.frame("remit_claims", ["remit_claim_id", "payer_control_number", "status_code"])
    lines = source.frame("remit_lines", ["remit_line_id", "line_control_number"]).drop_nulls()
    truth = told_lines(folder)
    result = []
    rows = lines.join(found, on="remit_line_id").join(claims, on="remit_claim_id")
    for row in rows.filter(pl.col("status_code") != "22").iter_rows(named=True):
        line, number = truth.get(row["line_control_number"], ({}, ""))
        if row["payer_control_number"] != number or line.get("first_outcome") not in ("denied", "unprocessable"):
            continue
        cause = CATEGORIES.get(line["first_cause"], line["first_cause"])
        codes = " ".join(f"{group}-{carc}" for group, carc, _ in line["first_codes"])
        result.append(
            Line(cause, not line.get("first_is_vague", False), row["category"], row["cause_basis"], codes)
        )  # fmt: skip
    return result


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The refused lines of two worlds."""
    every = []
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp(str(seed))
        write_world(
            folder, of_size(damaged=False, seed=seed, claims=CLAIMS, providers=4, bundle="one", notes=False, inquiries=False)
        )  # fmt: skip
        every += scored(folder)
    assert len(every) > 700
    return every


def test_what_the_codes_tell_is_found(lines):
    """At least 99 % of the lines whose codes tell their cause."""
    plain = [line for line in lines if line.plain]
    assert sum(line.is_right for line in plain) >= 0.99 * len(plain), Counter(
        line for line in plain if not line.is_right
    )


def test_most_causes_are_found(lines):
    """At least 85 % of all, though the codes of one line in five do not tell it."""
    assert sum(not line.plain for line in lines) > 0.15 * len(lines)
    assert sum(line.is_right for line in lines) >= 0.85 * len(lines)


def test_hardly_any_cause_is_wrong(lines):
    """At most 1 % of all: where nothing tells the cause, the answer is that it is not known."""
    wrong = [line for line in lines if not line.is_right and not line.is_open]
    assert len(wrong) <= 0.01 * len(lines), Counter(wrong)


def test_what_is_inferred_is_nearly_always_right(lines):
    """At least 95 % of the causes that rest on the claims instead of the codes."""
    inferred = [line for line in lines if line.basis not in (None, "codes")]
    assert len(inferred) > 25
    assert sum(line.is_right for line in inferred) >= 0.95 * len(inferred), Counter(
        line for line in inferred if not line.is_right
    )
