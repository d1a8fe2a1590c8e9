"""What a diagnosis recovers of the causes of refusals: `denial` scored against the simulated payers' own rules.

    python -m bench.causes            # two worlds of 4,500 claims
    python -m bench.causes 17 18 19   # these seeds

The payers share no code with matching or classification.  A line is one that its first answer refused, known by its
line control number.  "Plain" lines are those whose codes tell the reason; of the others a payer says 16, 96 or A1
without more, or another reason.  A refusal without any reason of its own ("other") is answered rightly by
"undetermined".  Exits with 1 below 99 % of the plain, 85 % of all, or above 1 % wrong.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

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


def of_seed(seed: int, folder: Path, *, claims: int = CLAIMS) -> list[Line]:
    """Write a world below `folder` and score it."""
    write_world(
        folder,
        of_size(
            damaged=False, seed=seed, claims=claims, providers=4, bundle="one", notes=False, inquiries=False
        ),
    )  # fmt: skip
    return scored(folder)


def main() -> int:
    """Measure and print the table of docs/reference/causes.md."""
    seeds = [int(text) for text in sys.argv[1:]] or list(SEEDS)
    every: list[Line] = []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            every += of_seed(seed, Path(folder) / "world")
    plain = [line for line in every if line.plain]
    right = sum(line.is_right for line in every) / len(every)
    told = sum(line.is_right for line in plain) / len(plain)
    wrong = sum(not line.is_right and not line.is_open for line in every) / len(every)
    print(f"{len(every)} refused lines of {len(seeds)} worlds, {len(plain)} with codes that tell the cause")
    print(f"right where codes tell it {told:.1%}, right of all {right:.1%}, wrong of all {wrong:.1%}")
    answers: dict[str, Counter[str]] = {}
    for line in every:
        word = "right" if line.is_right else "open" if line.is_open else "wrong"
        answers.setdefault(line.basis or "undetermined", Counter())[word] += 1
    for basis, counts in sorted(answers.items(), key=lambda pair: -pair[1].total()):
        print(f"| `{basis}` | {counts.total()} | {counts['right']} | {counts['wrong']} | {counts['open']} |")
    return 0 if told >= 0.99 and right >= 0.85 and wrong <= 0.01 else 1


if __name__ == "__main__":
    sys.exit(main())
